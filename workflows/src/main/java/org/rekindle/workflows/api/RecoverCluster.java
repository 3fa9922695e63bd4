// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/**
 * Brings one cluster back: observe, diagnose, plan; upgrade where that can work; otherwise, with an approval, tear down and
 * rebuild; redeploy, verify, report.
 */
@WorkflowInterface
public interface RecoverCluster {

    /** Runs until users can work again, a human has to take over, or there is nothing to do. */
    @WorkflowMethod
    RecoveryResult recover(RecoverRequest request);

    /** Something outside said that the cluster is in trouble; a repeated alert changes nothing. */
    @SignalMethod(description = "An alert about this cluster. The run under way takes note of it.")
    void alert(Alert alert);

    /** Alerts that came to this run do not fire any more. */
    @SignalMethod(
            description =
                    "Alerts of this cluster do not fire any more. The run waits for that where verify.alertResolved is"
                            + " set.")
    void alertsResolved(ResolvedAlerts resolved);

    /**
     * Approves the teardown that the plan names.
     *
     * @return a sentence that says until when the approval is valid
     */
    @UpdateMethod(description = "Approve the teardown: {\"planSha256\": \"...\", \"by\": \"your name\"}")
    String approve(Approve approve);

    /** Refuses an approval that is for another plan, comes from the wrong person, or comes when none is asked for. */
    @UpdateValidatorMethod(updateName = "approve")
    void validateApprove(Approve approve);

    /** Refuses the plan; the run ends with its report. */
    @UpdateMethod(
            description = "Reject the plan: {\"planSha256\": \"...\", \"by\": \"your name\", \"reason\": \"...\"}")
    String reject(Reject reject);

    /** Refuses a rejection of another plan, or one that comes when nothing is asked. */
    @UpdateValidatorMethod(updateName = "reject")
    void validateReject(Reject reject);

    /**
     * Proves who asked for the run, by a signature over its id.
     *
     * @return a sentence that says who signed
     */
    @UpdateMethod(
            description = "Sign for the run as its requester: {\"by\": \"your name\", \"at\": \"...\", \"signature\":"
                    + " \"...\"}")
    String proveRequester(ProveRequester proof);

    /** Refuses a second proof, and one of a person who has approved the plan. */
    @UpdateValidatorMethod(updateName = "proveRequester")
    void validateProveRequester(ProveRequester proof);

    /** Answers a stuck step: try again, be skipped, or end the run. */
    @UpdateMethod(description = "Resolve a stuck step: {\"resolution\": \"RETRY|SKIP|ABORT\", \"by\": \"your name\"}")
    String resolve(Resolve resolve);

    /** Refuses an answer for a step that is not stuck. */
    @UpdateValidatorMethod(updateName = "resolve")
    void validateResolve(Resolve resolve);

    /** All there is to know about the run. */
    @QueryMethod(description = "Everything about this run: plan, decisions, timeline, what it waits for")
    RecoveryView view();
}
