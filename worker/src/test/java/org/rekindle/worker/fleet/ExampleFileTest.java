// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer copies and reads is right. */
class ExampleFileTest {

    private static final Path EXAMPLE = Path.of("../fleet.example.yaml");
    private static final Path PAGE = Path.of("../docs/fleet.md");

    @TempDir
    Path folder;

    @Test
    void theExampleHasNoFaults() throws IOException {
        FleetFolder fleet = FleetFolder.in(folder);
        Files.createDirectories(folder.resolve("values"));
        for (String name : new String[] {"support", "support.secret", "binderhub", "binderhub.secret"}) {
            Files.writeString(folder.resolve("values").resolve(name + ".yaml"), "{}\n");
        }

        FleetFile file = FleetFile.read(fleet.write(Files.readString(EXAMPLE)));

        assertThat(file.ids()).containsExactly("projectpythia-binder", "classroom");
    }

    /** What is commented out there is what a reader takes the comment sign from. */
    @Test
    void whatIsCommentedOutHasNoFaultsEither() throws IOException {
        FleetFolder fleet = FleetFolder.in(folder);
        Files.createDirectories(folder.resolve("values"));
        for (String name : List.of("support", "support.secret", "binderhub", "binderhub.secret")) {
            Files.writeString(folder.resolve("values").resolve(name + ".yaml"), "{}\n");
        }
        for (String program : List.of("hand-off", "deploy-hubs")) {
            Files.createFile(
                    folder.resolve(program),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (String secret : List.of("hub.token", "access.secret", "pagerduty.secret")) {
            Files.createFile(
                    folder.resolve(secret),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(folder.resolve(secret), "a-secret-for-tests\n");
        }
        Files.createFile(
                folder.resolve("deadman.url"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("deadman.url"), "https://hc-ping.example.org/a-secret-for-tests\n");
        TestPki pki = new TestPki("clients");
        pki.write(folder.resolve("clients.pem"));
        TestPki.write(
                pki.identity(
                        "CN=worker",
                        new GeneralName(GeneralName.dNSName, "worker.example.org"),
                        Instant.parse("2099-01-01T00:00:00Z")),
                folder.resolve("tls.pem"),
                folder.resolve("tls.key"));
        // The keys of the example's people are cut short, so that no one could sign.
        String uncommented = Files.readString(EXAMPLE)
                .replaceAll("(?m)^( +)# ", "$1")
                .replace("answers: signed", "answers: named")
                .replace("requester: signed", "requester: named");

        ClusterProfile profile =
                FleetFile.read(fleet.write(uncommented)).describe(new ClusterRef("projectpythia-binder"));

        assertThat(profile.handOff()).hasSize(1);
        assertThat(profile.deploy())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("HelmStep", "HelmStep", "CommandStep", "NamesStep");
        assertThat(profile.verification().namesService()).isEqualTo("support/ingress-nginx-controller");
        assertThat(profile.verification().userTokenFile()).endsWith("hub.token");
    }

    @Test
    void theChannelsThatAreCommentedOutHaveNoFaultsEither() throws IOException {
        FleetFolder fleet = FleetFolder.in(folder);
        for (String secret : List.of("slack.url", "pagerduty.key")) {
            Files.createFile(
                    folder.resolve(secret),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(folder.resolve(secret), "https://hooks.example.org/a-secret-for-tests\n");
        }
        String commented = Files.readString(EXAMPLE);
        int from = commented.indexOf("# notify:");
        String notify =
                commented.substring(from, commented.indexOf("\n\n", from)).replaceAll("(?m)^# ", "");

        FleetFile file = FleetFile.read(fleet.write("""
                openstack: {cloudsFile: clouds.yaml}
                people: [{name: ana, email: ana@example.org}]
                clusters: {a: {cloud: jetstream2, magnum: m, templates: [t]}}
                """ + notify + "\n"));

        assertThat(file.channels().byName()).containsOnlyKeys("ops", "pager", "ana");
        assertThat(file.profiles().get("a").audience()).isNotNull();
    }

    @Test
    void theExampleLeadsEditorsToTheSchema() throws IOException {
        String first = Files.readAllLines(EXAMPLE).get(0);

        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(EXAMPLE.resolveSibling(first.substring(first.indexOf('=') + 1)))
                .hasContent(FleetFile.schema());
    }

    @Test
    void thePageExplainsEveryKey() throws IOException {
        Set<String> keys = new TreeSet<>();
        collect(JsonMapper.shared().readTree(FleetFile.schema()), keys);

        String page = Files.readString(PAGE);

        assertThat(keys)
                .hasSizeGreaterThan(50)
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static void collect(JsonNode rule, Set<String> keys) {
        keys.addAll(rule.path("properties").propertyNames());
        rule.forEach(below -> collect(below, keys));
    }
}
