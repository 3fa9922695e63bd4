// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * What a person signs to approve a plan.
 *
 * @param cluster its id in the fleet file
 * @param runId of the very run: a run that was reset has another one
 * @param by the approver, by the name that the fleet file has
 * @param at when the approver signs, by the approver's clock
 */
public record ApprovalText(String cluster, String workflowId, String runId, PlanHash plan, String by, Instant at)
        implements RunText {

    @Override
    public String kind() {
        return "approval";
    }

    @Override
    public String follows() {
        return "the plan was made";
    }

    @Override
    public ApprovalText ofRun(String workflow, String run) {
        return new ApprovalText(cluster, workflow, run, plan, by, at);
    }

    /** The text, in lines that a person can read. */
    @Override
    public String toString() {
        return "rekindle approval v1\n"
                + "cluster " + cluster + "\n"
                + "run " + workflowId + " " + runId + "\n"
                + "plan " + plan + "\n"
                + "by " + by + "\n"
                + "at " + at + "\n";
    }
}
