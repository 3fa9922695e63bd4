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
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.api.RecordActivities.RecordsSet;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.xbill.DNS.Type;

/** Dynamic updates against a real Knot DNS. */
final class KnotDnsIT {

    private static final String NEW = "198.51.100.7";

    @TempDir
    private static Path folder;

    private static KnotDns server;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                KnotDns.find().isPresent() || System.getenv("CI") != null,
                "Knot DNS is not installed, so no real server takes the updates; lab/install-extras installs it.");
        server = KnotDns.start(folder);
        secret("tsig.secret", KnotDns.SECRET);
        secret("other.secret", KnotDns.SECRET.replace("dGhl", "YW5v"));
    }

    private static void secret(String name, String content) throws IOException {
        Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve(name), content);
    }

    @AfterAll
    static void stop() {
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
                .contains("or does not let it change this name (BADKEY)");
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
        List<String> urls =
                List.of(names).stream().map(name -> "https://" + name).toList();
        return new DnsRecordActivities(
                        cloud -> {
                            throw new AssertionError(cloud);
                        },
                        wanted -> true)
                .set(new RecordsWanted("hubs", "one", provider, urls, List.of(NEW), Duration.ofSeconds(20)));
    }

    private static Rfc2136Provider own() {
        return provider("rekindle", "hmac-sha256", "tsig.secret");
    }

    private static Rfc2136Provider provider(String key, String algorithm, String secret) {
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
