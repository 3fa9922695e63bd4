// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.oidc.OidcClient;
import org.rekindle.activities.approval.oidc.OidcSigners;

/** The people of a fleet file who approve by a login. */
class OidcPeopleTest {

    private static final String HEAD = "openstack: {cloudsFile: clouds.yaml}\n";
    private static final String OIDC = "oidc: {issuer: \"https://id.example.org/realms/ops\", clientId: rekindle}\n";
    private static final String CLUSTER = "clusters:\n  a:\n    cloud: jetstream2\n    magnum: m\n    templates: [t]\n";

    @TempDir
    private Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
    }

    @Test
    void withASubjectEveryApprovalNeedsASignature() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + OIDC + person("ben", "7f3a")
                + "  - {name: ana, subject: 11}\n".replace("11", "\"11\"") + CLUSTER
                + "    policy: {approval: {approvers: [ben], needed: 1}}\n"));

        assertThat(read.signers().oidc())
                .isEqualTo(new OidcSigners(
                        new OidcClient("https://id.example.org/realms/ops", "rekindle", null),
                        Map.of("7f3a", "ben", "11", "ana")));
        assertThat(read.profiles().get("a").policy().approval().signed()).isTrue();
    }

    @Test
    void aSubjectThatIsTakenOutCountsNoMoreWithoutARestart() throws IOException {
        String both = person("ben", "7f3a") + "  - {name: ana, subject: a-1}\n";
        ApprovalRules rules =
                FleetFile.read(fleet.write(HEAD + OIDC + both + CLUSTER)).approvalRules();

        fleet.write(HEAD + OIDC + person("ana", "a-1") + CLUSTER);

        assertThat(rules.of("a").signers().oidc())
                .extracting(OidcSigners::people)
                .isEqualTo(Map.of("a-1", "ana"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        OIDC + person("ben", "7f3a") + "  - {name: ana, subject: 7f3a}\n",
                        "5: people[1].subject: is the same as that of `ben`, so that two approvals could be one"
                                + " person's"),
                arguments(
                        person("ben", "7f3a"),
                        "3: people[0].subject: says nothing without an identity provider; add `oidc`"),
                arguments(
                        OIDC + "people:\n  - {name: ben, email: ben@example.org}\n",
                        "2: oidc: is there, and no person has a subject; add `subject`"),
                arguments(
                        OIDC.replace("https:", "http:") + person("ben", "7f3a"),
                        "2: oidc.issuer: is not https, so everybody on the way could read it"),
                arguments(
                        OIDC.replace("ops", "ops?x=1") + person("ben", "7f3a"),
                        "2: oidc.issuer: has a query or a fragment"),
                arguments("oidc: {issuer: \"https://id.example.org\"}\n" + person("ben", "7f3a"), "2: oidc.clientId: "),
                arguments(
                        OIDC + person("ben", "\"ben smith\""),
                        "4: people[0].subject: `ben smith` cannot be read; write the claim sub of the person's ID"
                                + " token"),
                arguments(
                        OIDC.replace("rekindle}", "rekindle, clientSecretFile: none}") + person("ben", "7f3a"),
                        "2: oidc.clientSecretFile: there is no file FOLDER/none"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultHasItsLineAndItsCure(String people, String fault) throws IOException {
        Path file = fleet.write(HEAD + people + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file))
                .isInstanceOf(FaultyFile.class)
                .hasMessageContaining(file + ":" + fault.replace("FOLDER", folder.toString()));
    }

    @Test
    void whoApprovesNeedsNoneOfTheWorkersFiles() throws IOException {
        Path file = fleet.write(HEAD
                + OIDC.replace("rekindle}", "rekindle, clientSecretFile: none}")
                + person("ben", "7f3a")
                + CLUSTER);
        Files.delete(folder.resolve("clouds.yaml"));

        assertThat(FleetFile.readSigners(file).oidc()).isNotNull();
    }

    @Test
    void whoApprovesIsToldOfFaultsOfThePeople() throws IOException {
        Path file = fleet.write(HEAD + OIDC.replace("https:", "http:") + person("ben", "7f3a") + CLUSTER);

        assertThatThrownBy(() -> FleetFile.readSigners(file))
                .isInstanceOf(FaultyFile.class)
                .hasMessageContaining("2: oidc.issuer: is not https");
    }

    private static String person(String name, String subject) {
        return "people:\n  - {name: " + name + ", subject: " + subject + "}\n";
    }
}
