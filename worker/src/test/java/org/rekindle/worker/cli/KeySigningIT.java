// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.approval.SignatureCheck;
import org.rekindle.activities.approval.SignerKey;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.SshPublicKey;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.approval.SweepText;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepList;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.SweepGuard;

/** The command line has the real ssh-keygen sign, and what it signs holds. */
final class KeySigningIT {

    private static final Instant AT = Instant.parse("2026-03-10T01:02:03Z");
    private static final ApprovalText TEXT =
            new ApprovalText("a", "cluster/a", "run", new PlanHash("ab".repeat(32)), "ben", AT);

    @TempDir
    private Path folder;

    @Test
    void whatSshKeygenSignsHolds() throws Exception {
        Path key = key();
        SignerKey ben = SignerKey.of("ben", SshPublicKey.read(Files.readString(folder.resolve("key.pub"))));

        String signature = new SshKeygen().sign(TEXT.toString(), key);

        assertThat(new SignatureCheck(new Signers(List.of(ben)))
                        .check(TEXT, signature, AT)
                        .objection())
                .isNull();
    }

    @Test
    void theRequestInAReportIsCheckedAsItsApprovalsAre() throws Exception {
        Path key = key();
        SignerKey ben = SignerKey.of("ben", SshPublicKey.read(Files.readString(folder.resolve("key.pub"))));
        RequestText text = new RequestText("a", "cluster/a", "run", "ben", AT);
        String report = "| Run | run |\n\n```text\n" + text + "```\n\n```text\n"
                + new SshKeygen().sign(text.toString(), key) + "```\n";

        assertThat(new SignedReport(report, new Signers(List.of(ben))).findings())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.holds()).isTrue();
                    assertThat(found.sentence()).startsWith("Asked for and signed by ben");
                });
        assertThat(new SignedReport(report.replace("by ben", "by eve"), new Signers(List.of(ben))).findings())
                .noneMatch(SignedReport.Finding::holds);
    }

    @Test
    void aSignedSweepIsApprovedAndOfAnotherListIsNot() throws Exception {
        Path key = key();
        SignerKey ben = SignerKey.of("ben", SshPublicKey.read(Files.readString(folder.resolve("key.pub"))));
        SweepApprover approver = new SweepApprover(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, true, null, true, false, List.of()),
                new Signers(List.of(ben)));
        SealedSweep sweep = SweepGuard.seal(list(AT));
        SignOptions.Signed signed = signed(sweep, key);

        assertThat(approver.approval(sweep, "ben", signed, AT).signature()).isEqualTo(signed.signature());
        assertThatThrownBy(() -> approver.approval(SweepGuard.seal(list(AT.minusSeconds(1))), "ben", signed, AT))
                .hasMessageContaining("not over this sweep");
    }

    private static SignOptions.Signed signed(SealedSweep sweep, Path key) {
        SweepText text = new SweepText("a", sweep.sha256(), "ben", AT);
        return new SignOptions.Signed(AT, new SshKeygen().sign(text.toString(), key));
    }

    private static SweepList list(Instant madeAt) {
        ClusterUuid uuid = new ClusterUuid("4256088d-2fa2-40ba-a60c-3339f6bbe81f");
        return new SweepList(
                "a",
                new ClusterIdentity(uuid, "binder", "binder-wamdawzkgagx", AT),
                false,
                List.of(),
                List.of(),
                madeAt);
    }

    @Test
    void whereNothingIsSignedTheCauseIsSaid() throws Exception {
        Path none = folder.resolve("none");
        Path broken = Files.writeString(folder.resolve("broken"), "no key");

        assertThatThrownBy(() -> new SshKeygen().sign(TEXT.toString(), none)).hasMessageContaining("There is no key");
        assertThatThrownBy(() -> new SshKeygen().sign(TEXT.toString(), broken))
                .hasMessageContaining("ssh-keygen signed nothing with");
    }

    private Path key() throws IOException, InterruptedException {
        Path key = folder.resolve("key");
        Process made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return key;
    }
}
