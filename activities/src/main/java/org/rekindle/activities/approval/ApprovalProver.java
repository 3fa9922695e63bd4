// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.teardown.ApprovalProof;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/**
 * Says, within the activity that deletes, what is known of an approval without believing the workflow: the run is the one that
 * Temporal's server names, the keys are those of the fleet file at this moment, and the plan is hashed by the guard.
 */
public final class ApprovalProver {

    private final ApprovalRules rules;

    /** @param rules of the worker's own fleet file */
    public ApprovalProver(ApprovalRules rules) {
        this.rules = rules;
    }

    /** What is known of the approval that a delete rests on. */
    public ApprovalProof prove(DeleteRequest request, Instant now) {
        return prove(request, AskingRun.ofThisActivity(), now);
    }

    ApprovalProof prove(DeleteRequest request, AskingRun run, Instant now) {
        String cluster = request.plan().plan().cluster();
        ApprovalRule rule = rules.of(cluster);
        SignatureCheck check = new SignatureCheck(rule.signers());
        List<CheckedSignature> signatures = request.approval().signatures().stream()
                .map(each -> check.check(
                        run.text(cluster, request.plan().sha256(), each.by(), each.at()), each.armored(), now))
                .toList();
        return new ApprovalProof(
                rule.policy(),
                rule.meant(),
                run.runId(),
                request(request.approval().request(), cluster, run, check, now),
                signatures);
    }

    private static @Nullable CheckedSignature request(
            @Nullable ApprovalSignature signed, String cluster, AskingRun run, SignatureCheck check, Instant now) {
        if (signed == null) {
            return null;
        }
        RequestText text = new RequestText(cluster, run.workflowId(), run.runId(), signed.by(), signed.at());
        return check.check(text, signed.armored(), now);
    }
}
