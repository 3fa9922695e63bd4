// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.SignatureCheck;
import org.rekindle.activities.approval.Signers;
import org.rekindle.worker.cli.SealedSweeps.SweepApproval;
import org.rekindle.workflows.model.approval.SweepText;
import org.rekindle.workflows.model.plan.SealedSweep;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.run.AnswerCheck;
import org.rekindle.workflows.teardown.SignatureTime;

/**
 * Decides whether a person approves a sweep. The sweep runs where the cloud's credentials are, so a signature keeps nobody there from
 * deleting: it proves, for the record, who approved.
 */
final class SweepApprover {

    private final ApprovalPolicy policy;
    private final SignatureCheck signatures;

    /** @param signers those of the fleet file */
    SweepApprover(ApprovalPolicy policy, Signers signers) {
        this.policy = policy;
        this.signatures = new SignatureCheck(signers);
    }

    /** The approval to keep beside the list. One that cannot be taken ends the command with its sentence. */
    SweepApproval approval(SealedSweep sweep, String by, SignOptions.Signed signed, Instant now) {
        String cluster = sweep.list().cluster();
        String objection = AnswerCheck.objection(
                by,
                signed.at(),
                signed.signature(),
                policy,
                "./rekindle cloud sweep " + cluster + " --approve " + sweep.sha256() + " --by "
                        + SignOptions.quoted(by));
        if (objection == null) {
            objection = wrong(sweep, by, signed, now);
        }
        if (objection != null) {
            throw new CliFailure(ExitCode.FAILED, objection + " Nothing was deleted.");
        }
        return new SweepApproval(by, now, signed.signature());
    }

    private @Nullable String wrong(SealedSweep sweep, String by, SignOptions.Signed signed, Instant now) {
        Instant at = signed.at();
        String signature = signed.signature();
        if (at == null || signature == null) {
            return null;
        }
        SweepText text = new SweepText(sweep.list().cluster(), sweep.sha256(), by, at);
        String wrong = signatures.check(text, signature, now).objection();
        if (wrong != null) {
            return wrong;
        }
        return SignatureTime.objection(
                "The approval of the sweep by " + by,
                at,
                "the list was made",
                sweep.list().madeAt(),
                now);
    }
}
