// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.api.RecordActivities.RecordsSet;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.xbill.DNS.Type;

/** Dynamic updates against a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DynamicUpdatesContract {

    private static final String NEW = "198.51.100.7";

    private final RealDnsServer.Kind kind;
    private final String refusal;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RealDnsServer server;

    /** @param refusal what the server answers of a name that the key may not update */
    DynamicUpdatesContract(RealDnsServer.Kind kind, String refusal) {
        this.kind = kind;
        this.refusal = refusal;
    }

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        folder = shared;
        assumeTrue(
                kind.find().isPresent() || System.getenv("CI") != null,
                kind.program() + " is not installed, so it takes no updates; lab/install-extras installs it.");
        server = RealDnsServer.start(kind, folder);
        secret("tsig.secret", RealDnsServer.SECRET);
        secret("other.secret", RealDnsServer.SECRET.replace("dGhl", "YW5v"));
    }

    private void secret(String name, String content) throws IOException {
        Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve(name), content);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theRecordsOfTheOldClusterAreReplacedAndTheirTimeToLiveIsKept() throws IOException {
        assertThat(set(own(), "hub.example.org").left()).isEmpty();

        assertThat(server.ask("hub.example.org.", Type.A)).containsExactly("hub.example.org. 120 IN A 198.51.100.7");
        assertThat(server.ask("hub.example.org.", Type.AAAA)).isEmpty();
        assertThat(set(own(), "hub.example.org").done())
                .containsExactly("hub.example.org has the address 198.51.100.7 already.");
    }

    @Test
    void aNameWithoutARecordGetsOne() throws IOException {
        assertThat(set(own(), "binder.example.org").left()).isEmpty();

        assertThat(server.ask("binder.example.org.", Type.A))
                .containsExactly("binder.example.org. 300 IN A 198.51.100.7");
    }

    @Test
    void anAliasAndAWildcardAreLeft() throws IOException {
        assertThat(set(own(), "alias.example.org", "hub.apps.example.org").left())
                .satisfiesExactly(
                        alias -> assertThat(alias).contains("alias (CNAME) of lb.example.net"),
                        wildcard -> assertThat(wildcard).contains("a wildcard of example.org answers for it"));
        assertThat(server.ask("hub.apps.example.org.", Type.A))
                .containsExactly("hub.apps.example.org. 300 IN A 198.51.100.1");
    }

    @Test
    void aNameThatTheKeyMayNotUpdateIsLeft() throws IOException {
        assertThat(set(own(), "www.example.org").left())
                .singleElement()
                .asString()
                .contains("(" + refusal + ")", "et the key update A and AAAA records");
        assertThat(server.ask("www.example.org.", Type.A)).containsExactly("www.example.org. 300 IN A 198.51.100.1");
    }

    @Test
    void aKeyThatTheServerDoesNotHaveIsSaid() {
        assertThat(set(provider("another", "hmac-sha256", "tsig.secret"), "hub.example.org")
                        .left())
                .singleElement()
                .asString()
                .contains("BADKEY");
        assertThat(set(provider("rekindle", "hmac-sha256", "other.secret"), "hub.example.org")
                        .left())
                .singleElement()
                .asString()
                .contains("BADSIG");
    }

    @Test
    void whatTheKeyMayUpdateIsTriedWithoutAChange() throws IOException {
        List<String> before = server.ask("example.org.", Type.SOA);

        assertThat(rehearse(own(), "tried.example.org", "new.example.org"))
                .isEqualTo(new RecordsSet(
                        List.of(
                                "tried.example.org can be set at 127.0.0.1.",
                                "new.example.org can be set at 127.0.0.1."),
                        List.of()));
        assertThat(server.ask("example.org.", Type.SOA)).isEqualTo(before);
        assertThat(server.ask("tried.example.org.", Type.A)).hasSize(1);
        assertThat(server.ask("tried.example.org.", Type.AAAA)).hasSize(1);
        assertThat(server.ask("new.example.org.", Type.A)).isEmpty();
    }

    @Test
    void whatTheKeyMayNotUpdateIsFoundOutByATry() {
        assertThat(rehearse(own(), "www.example.org", "other.example.org").left())
                .hasSize(2)
                .allSatisfy(left -> assertThat(left).contains("(" + refusal + ")"));
        assertThat(rehearse(own(), "alias.example.org", "hub.apps.example.org").left())
                .satisfiesExactly(
                        alias -> assertThat(alias).contains("alias (CNAME) of lb.example.net"),
                        wildcard -> assertThat(wildcard).contains("a wildcard of example.org answers for it"));
    }

    @Test
    void aWrongKeyIsFoundOutByATry() {
        assertThat(rehearse(provider("another", "hmac-sha256", "tsig.secret"), "tried.example.org")
                        .left())
                .singleElement()
                .asString()
                .contains("(BADKEY)");
        assertThat(rehearse(provider("rekindle", "hmac-sha256", "other.secret"), "tried.example.org")
                        .left())
                .singleElement()
                .asString()
                .contains("(BADSIG)");
    }

    /** Between the last look and the update: what a prerequisite is for. */
    @Test
    void whatSomebodyElseChangesMeanwhileIsNotOverwritten() throws Exception {
        DynamicUpdates late = DynamicUpdates.at(own());
        RecordSighting seen = late.look("raced.example.org");
        DynamicUpdates.Prepared prepared = late.prepare(seen, List.of(NEW));
        DynamicUpdates.at(own()).replace(seen, List.of("198.51.100.9"));

        assertThatThrownBy(() -> late.send(prepared)).hasMessageContaining("were changed by someone else");
        assertThat(server.ask("raced.example.org.", Type.A))
                .containsExactly("raced.example.org. 300 IN A 198.51.100.9");
    }

    private static RecordsSet set(Rfc2136Provider provider, String... names) {
        return records().set(wanted(provider, List.of(names), List.of(NEW)));
    }

    /** As before a rebuild, whose address nobody knows. */
    private static RecordsSet rehearse(Rfc2136Provider provider, String... names) {
        return records().rehearse(wanted(provider, List.of(names), List.of()));
    }

    private static DnsRecordActivities records() {
        return new DnsRecordActivities(
                cloud -> {
                    throw new AssertionError(cloud);
                },
                wanted -> true);
    }

    private static RecordsWanted wanted(Rfc2136Provider provider, List<String> names, List<String> addresses) {
        List<String> urls = names.stream().map(name -> "https://" + name).toList();
        return new RecordsWanted("hubs", "one", provider, urls, addresses, Duration.ofSeconds(20));
    }

    private Rfc2136Provider own() {
        return provider("rekindle", "hmac-sha256", "tsig.secret");
    }

    private Rfc2136Provider provider(String key, String algorithm, String secret) {
        return new Rfc2136Provider(
                "127.0.0.1",
                server.port(),
                "example.org",
                key,
                algorithm,
                folder.resolve(secret).toString(),
                List.of("198.51.100.0/24", "2001:db8::/32"));
    }
}
