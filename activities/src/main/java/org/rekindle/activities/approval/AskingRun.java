// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Instant;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.RunText;
import org.rekindle.workflows.model.plan.PlanHash;

/** The run that asks an activity, as Temporal's server says and not as the workflow does. A run that was reset has another id. */
record AskingRun(String workflowId, String runId) {

    static AskingRun ofThisActivity() {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        return new AskingRun(info.getWorkflowId(), info.getWorkflowRunId());
    }

    /** The same text about this very run, whichever run it names. */
    RunText says(RunText text) {
        return text.ofRun(workflowId, runId);
    }

    /** What an approver must have signed for this very run. */
    ApprovalText text(String cluster, PlanHash plan, String by, Instant at) {
        return new ApprovalText(cluster, workflowId, runId, plan, by, at);
    }
}
