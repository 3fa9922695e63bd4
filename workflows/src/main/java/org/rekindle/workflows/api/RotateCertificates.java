// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;

/**
 * Renews a cluster's certificates before they expire, by an upgrade in a maintenance window. It never tears anything down:
 * there is no path from here to a delete.
 */
@WorkflowInterface
public interface RotateCertificates {

    /** Runs until the served certificate is a new one, or a human has to take over. */
    @WorkflowMethod
    RecoveryResult rotate(RecoverRequest request);

    /** Something outside said that the cluster is in trouble; it is noted in the report. */
    @SignalMethod(description = "An alert about this cluster. The run under way takes note of it.")
    void alert(Alert alert);

    /** Answers a stuck step: try again, be skipped, or end the run. */
    @UpdateMethod(description = "Resolve a stuck step: {\"resolution\": \"RETRY|SKIP|ABORT\", \"by\": \"your name\"}")
    String resolve(Resolve resolve);

    /** Refuses an answer for a step that is not stuck. */
    @UpdateValidatorMethod(updateName = "resolve")
    void validateResolve(Resolve resolve);

    /** All there is to know about the run. */
    @QueryMethod(description = "Everything about this run: decisions, timeline, what it waits for")
    RecoveryView view();
}
