// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.approval.Signers;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.plan.SweepList;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.SweepGuard;

/** Who approves a sweep, and by what. That a real signature is taken is shown by {@link KeySigningIT}. */
final class SweepApproverTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final SealedSweep SWEEP = SweepGuard.seal(new SweepList(
            "pythia",
            new ClusterIdentity(
                    new ClusterUuid("4256088d-2fa2-40ba-a60c-3339f6bbe81f"),
                    "binder",
                    "binder-wamdawzkgagx",
                    NOW.minusSeconds(9_000)),
            false,
            List.of(),
            List.of(),
            NOW.minusSeconds(60)));
    private static final SignOptions.Signed NAME_ALONE = new SignOptions.Signed(null, null);

    @Test
    void aNameIsEnoughWhereTheFileAsksForNoSignature() {
        assertThat(approver(false, List.of()).approval(SWEEP, "ana", NAME_ALONE, NOW))
                .isEqualTo(new SealedSweeps.SweepApproval("ana", NOW, null));
    }

    @Test
    void aNameIsRefusedWhereAnswersAreSigned() {
        assertThatThrownBy(() -> approver(true, List.of()).approval(SWEEP, "ana", NAME_ALONE, NOW))
                .hasMessageContaining("asks for signed answers")
                .hasMessageContaining("--approve " + SWEEP.sha256() + " --by ana --key FILE")
                .hasMessageEndingWith("Nothing was deleted.");
    }

    @Test
    void whoIsNoOperatorIsRefused() {
        assertThatThrownBy(() -> approver(false, List.of("ben")).approval(SWEEP, "ana", NAME_ALONE, NOW))
                .hasMessageContaining("ana may not answer this; ben may.");
    }

    @Test
    void whatIsNoSignatureIsRefused() {
        SignOptions.Signed forged = new SignOptions.Signed(NOW, "approved");

        assertThatThrownBy(() -> approver(true, List.of()).approval(SWEEP, "ana", forged, NOW))
                .hasMessageContaining("must begin with");
    }

    private static SweepApprover approver(boolean signed, List<String> operators) {
        return new SweepApprover(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, signed, null, signed, false, operators),
                Signers.NONE);
    }
}
