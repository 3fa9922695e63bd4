// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.DesignateProvider;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;

/** Where a run sets the records of public names itself. */
class RecordsSetTest {

    private static final String SECRET = "dGhlIHNlY3JldCBvZiB0aGUga2V5IG9mIGEgdGVzdA==";
    private static final String CLUSTER = FleetFolder.VERIFY + """
                  hub: https://hub.example.org
                  names: {service: support/ingress}
                deploy:
                  - names:
                      name: public-names
            """;
    private static final String RFC2136 = """
                      set:
                        rfc2136:
                          server: ns1.example.org
                          zone: example.org
                          keyName: rekindle
                          secretFile: tsig.secret
                          within: [198.51.100.0/24, "2001:db8::/32"]
            """;

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        Files.writeString(folder.resolve("tsig.secret"), SECRET + "\n");
        protect("rw-------");
    }

    @Test
    void theServerAndItsKeyReachTheProfileWithoutTheSecret() throws IOException {
        ClusterProfile profile = read(RFC2136).of("a").orElseThrow();

        assertThat(profile.recordsSetAt()).containsExactly(server());
        assertThat(profile.toString()).doesNotContain(SECRET);
    }

    @Test
    void designateNeedsNothingButTheNetworks() throws IOException {
        assertThat(read("          set: {designate: {within: [198.51.100.7]}}\n")
                        .of("a")
                        .orElseThrow()
                        .recordsSetAt())
                .containsExactly(new DesignateProvider(List.of("198.51.100.7")));
    }

    @Test
    void withoutSetAPersonSetsTheRecords() throws IOException {
        assertThat(read("").of("a").orElseThrow().recordsSetAt()).isEmpty();
    }

    @Test
    void aPersonIsAskedAtOnceUnlessTheSiteMayTakeItsTime() throws IOException {
        assertThat(read("").of("a").orElseThrow().deploy())
                .containsExactly(new NamesStep("public-names", Duration.ofHours(4), null, Duration.ZERO));
        assertThat(read("          askAfter: 10m\n").of("a").orElseThrow().deploy())
                .containsExactly(new NamesStep("public-names", Duration.ofHours(4), null, Duration.ofMinutes(10)));
    }

    @Test
    void aTimeThatCannotBeWaitedForIsAFault() throws IOException {
        assertThat(faults("          askAfter: 0s\n"))
                .singleElement()
                .asString()
                .endsWith("names.askAfter: is zero; leave it out, or use a time such as 10m");
        assertThat(faults("          askAfter: soon\n"))
                .singleElement()
                .asString()
                .contains("clusters.a.deploy[0].names.askAfter: ");
        assertThat(faults("          askAfter: 4000d\n"))
                .singleElement()
                .asString()
                .contains("names.askAfter: is longer than 3650d");
    }

    @Test
    void whatIsNoNetworkIsAFault() throws IOException {
        assertThat(faults(RFC2136.replace("198.51.100.0/24", "198.51.100.0/33")))
                .containsExactly(
                        "19: clusters.a.deploy[0].names.set.rfc2136.within[0]: `198.51.100.0/33` is neither a network"
                                + " nor an IP address; write it as 198.51.100.0/24, 2001:db8::/32 or 198.51.100.7");
    }

    @Test
    void aSecretThatCannotBeUsedIsAFaultWithoutItsContent() throws IOException {
        protect("rw-r--r--");
        assertThat(faults(RFC2136))
                .singleElement()
                .asString()
                .contains("secretFile: every user of this machine can read");
        protect("rw-------");
        Files.writeString(folder.resolve("tsig.secret"), "key \"rekindle\" { secret \"c2VjcmV0\"; };");
        assertThat(faults(RFC2136))
                .singleElement()
                .asString()
                .contains("is not base64; write the secret alone into it")
                .doesNotContain("c2VjcmV0");
        Files.writeString(folder.resolve("tsig.secret"), "c2VjcmV0");
        assertThat(faults(RFC2136)).singleElement().asString().contains("has 6 bytes, fewer than 16");
        Files.delete(folder.resolve("tsig.secret"));
        assertThat(faults(RFC2136)).singleElement().asString().contains("there is no file FOLDER/tsig.secret");
    }

    @Test
    void aSecretInPlaceOfItsFileIsAFaultWithoutTheSecret() throws IOException {
        assertThat(faults(RFC2136.replace("tsig.secret", SECRET)))
                .anySatisfy(fault -> assertThat(fault).contains("is a secret in place of the name of its file"));
    }

    @Test
    void twoPlacesAndNoNetworksAreFaults() throws IOException {
        assertThat(faults("          set: {designate: {}}\n"))
                .singleElement()
                .asString()
                .contains("set.designate", "within");
        assertThat(faults(RFC2136 + "            designate: {within: [198.51.100.7]}\n"))
                .singleElement()
                .asString()
                .contains("name one place where the records are kept: rfc2136 or designate");
    }

    /** A client of Temporal may ask for anything. */
    @Test
    void onlyTheNamesOfTheFileAreSetAndOnlyAsTheFileSays() throws IOException {
        FleetFile file = read(RFC2136);
        List<String> urls = List.of("https://hub.example.org");

        assertThat(file.setsRecords(wanted("a", "jetstream2", server(), urls))).isTrue();
        assertThat(file.setsRecords(wanted("b", "jetstream2", server(), urls))).isFalse();
        assertThat(file.setsRecords(wanted("a", "other", server(), urls))).isFalse();
        assertThat(file.setsRecords(wanted("a", "jetstream2", new DesignateProvider(List.of("0.0.0.0/0")), urls)))
                .isFalse();
        assertThat(file.setsRecords(wanted("a", "jetstream2", server(), List.of("https://www.example.org"))))
                .isFalse();
    }

    private static RecordsWanted wanted(String cluster, String cloud, DnsProvider provider, List<String> urls) {
        return new RecordsWanted(cluster, cloud, provider, urls, List.of("198.51.100.7"), Duration.ofSeconds(20));
    }

    private Rfc2136Provider server() {
        return new Rfc2136Provider(
                "ns1.example.org",
                53,
                "example.org",
                "rekindle",
                "hmac-sha256",
                folder.resolve("tsig.secret").toString(),
                List.of("198.51.100.0/24", "2001:db8::/32"));
    }

    private FleetFile read(String set) throws IOException {
        return FleetFile.read(fleet.write(CLUSTER + set));
    }

    private List<String> faults(String set) throws IOException {
        return fleet.faults(CLUSTER + set);
    }

    private void protect(String permissions) throws IOException {
        Files.setPosixFilePermissions(folder.resolve("tsig.secret"), PosixFilePermissions.fromString(permissions));
    }
}
