// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * What a run asks to be approved. It is read and signed as that of one cluster, and what runs show comes from a server that is not ours to
 * trust.
 *
 * @param plan of that cluster, under its own hash
 */
record ApprovalQuestion(RecoveryView view, SealedPlan plan) {

    /** Takes what a run shows. */
    static ApprovalQuestion of(String cluster, RecoveryView view) throws NothingToApprove {
        SealedPlan plan = view.plan();
        if (view.phase() != Phase.AWAITING_APPROVAL || plan == null) {
            throw new NothingToApprove(unasked(view));
        }
        if (!cluster.equals(view.cluster()) || !cluster.equals(plan.plan().cluster())) {
            throw new NothingToApprove("The run shows a plan of another cluster, so no one may approve it here.");
        }
        if (!PlanSeal.holds(plan)) {
            throw new NothingToApprove("The plan does not have the hash that it shows, so nobody may approve it.");
        }
        return new ApprovalQuestion(view, plan);
    }

    /** The same where it is still about the plan that a person has read. */
    ApprovalQuestion about(@Nullable PlanHash read) throws NothingToApprove {
        if (!plan.sha256().equals(read)) {
            throw new NothingToApprove("The run asks about another plan by now. Load the page again.");
        }
        return this;
    }

    /** What a person signs who approves it. */
    ApprovalText text(String by, Instant at) {
        return new ApprovalText(
                view.cluster(), Identifiers.workflowId(view.cluster()), view.runId(), plan.sha256(), by, at);
    }

    private static String unasked(RecoveryView view) {
        String phase = "No approval is asked for. The run is in phase "
                + Text.constant(view.phase().name()) + ".";
        return view.waitingFor() == null
                ? phase
                : phase + " It waits for " + view.waitingFor() + ": ./rekindle status " + view.cluster();
    }
}
