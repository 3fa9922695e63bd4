// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

/** Who may answer a run, and whether answers are signed. */
class AnswersTest {

    private static final String ANA =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII70exp7MeEjRCOoSS/t6ul0ta1qj0+7qkl9nt4W/f+8 ana@laptop";
    private static final String BEN =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK1/8pd2hgLGohoq/vymExVhbrMEtAcix0Kqz+1uT+E6 ben@laptop";
    private static final String HEAD = "openstack: {cloudsFile: clouds.yaml}\n";
    private static final String KEYS = "people:\n  - {name: ana, keys: [" + ANA + "]}\n";
    private static final String BOTH = KEYS + "  - {name: ben, keys: [" + BEN + "]}\n";
    private static final String CLUSTER = "clusters:\n  a:\n    cloud: jetstream2\n    magnum: m\n    templates: [t]\n";

    @TempDir
    private Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
    }

    @Test
    void answersAreNamesOfAnyoneWhereTheFileSaysNothing() throws IOException {
        ApprovalPolicy policy = policy(HEAD + KEYS + CLUSTER);

        assertThat(policy.signedAnswers()).isFalse();
        assertThat(policy.mayOperate("zoe")).isTrue();
    }

    @Test
    void operatorsAndApproversMayAnswerWhereTheFileNamesOperators() throws IOException {
        ApprovalPolicy policy =
                policy(HEAD + CLUSTER + "    policy: {approval: {approvers: [ana], operators: [ben]}}\n");

        assertThat(policy.mayOperate("ben")).isTrue();
        assertThat(policy.mayOperate("ana")).isTrue();
        assertThat(policy.mayOperate("zoe")).isFalse();
    }

    @Test
    void answersAreSignedWhereTheFileSaysSo() throws IOException {
        assertThat(policy(HEAD + KEYS + CLUSTER + "    policy: {approval: {answers: signed}}\n")
                        .signedAnswers())
                .isTrue();
    }

    @Test
    void signedAnswersNeedKeys() throws IOException {
        assertThat(fleet.faults(HEAD + CLUSTER + "    policy: {approval: {answers: signed}}\n"))
                .singleElement()
                .asString()
                .contains("asks for signed answers about cluster a, and this file has no SSH keys", "people:");
        assertThat(fleet.faults(
                        HEAD + KEYS + CLUSTER + "    policy: {approval: {answers: signed, operators: [ana, ben]}}\n"))
                .singleElement()
                .asString()
                .contains("operators[1]: `ben` has no SSH key");
    }

    @Test
    void aLoginSignsNoAnswer() throws IOException {
        String logins = """
                oidc: {issuer: "https://id.example.org", clientId: rekindle}
                people: [{name: dora, subject: 5f9a6c1e}]
                """;

        assertThat(fleet.faults(HEAD + logins + CLUSTER + "    policy: {approval: {answers: signed}}\n"))
                .singleElement()
                .asString()
                .contains("asks for signed answers about cluster a, and this file has no SSH keys");
    }

    @Test
    void theRequesterSignsWhereTheFileSaysSoAndHasKeys() throws IOException {
        String asks = "    policy: {approval: {requester: signed}}\n";

        assertThat(policy(HEAD + BOTH + CLUSTER + asks).signedRequest()).isTrue();
        assertThat(policy(HEAD + KEYS + CLUSTER).signedRequest()).isFalse();
        assertThat(fleet.faults(HEAD + CLUSTER + asks))
                .singleElement()
                .asString()
                .contains("asks for signed requests about cluster a, and this file has no SSH keys");
    }

    @Test
    void someoneIsLeftToSignForTheRun() throws IOException {
        String logins =
                "  - {name: dora, subject: 5f9a6c1e}\noidc: {issuer: \"https://id.example.org\", clientId: rekindle}\n";

        assertThat(fleet.faults(HEAD + KEYS + CLUSTER + "    policy: {approval: {requester: signed}}\n"))
                .singleElement()
                .asString()
                .contains("requester: can never be met for cluster a", "one more person");
        assertThat(fleet.faults(HEAD + BOTH + CLUSTER + "    policy: {approval: {requester: signed, needed: 2}}\n"))
                .singleElement()
                .asString()
                .contains("requester: can never be met for cluster a");
        assertThat(fleet.faults(
                        HEAD + BOTH + logins + CLUSTER + "    policy: {approval: {requester: signed, needed: 2}}\n"))
                .isEmpty();
        assertThat(fleet.faults(
                        HEAD + BOTH + CLUSTER + "    policy: {approval: {requester: signed, approvers: [ana]}}\n"))
                .isEmpty();
    }

    @Test
    void whoMayNotAnswerSignsForNoRun() throws IOException {
        assertThat(fleet.faults(HEAD + BOTH + CLUSTER
                        + "    policy: {approval: {requester: signed, approvers: [ana], operators: [ana]}}\n"))
                .singleElement()
                .asString()
                .contains("requester: can never be met for cluster a");
    }

    @Test
    void noOneSignsForARunWhereTheFileApprovesByItself() throws IOException {
        assertThat(fleet.faults(HEAD + KEYS + CLUSTER
                        + "    policy: {approval: {requester: signed, teardown: pre-approved}}\n"))
                .isEmpty();
    }

    @Test
    void noOperatorHasTheNameByWhichTheFileApproves() throws IOException {
        assertThat(fleet.faults(HEAD + CLUSTER + "    policy: {approval: {operators: [Policy]}}\n"))
                .singleElement()
                .asString()
                .contains("operators[0]: is `policy`", "name a human");
    }

    private ApprovalPolicy policy(String text) throws IOException {
        return FleetFile.read(fleet.write(text)).profiles().get("a").policy().approval();
    }
}
