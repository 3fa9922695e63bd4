// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * What a person signs to approve a plan. Two approvals have the same text only if they are the same approval, since neither an id
 * nor a name of the fleet file has a line break in it. Whoever checks a signature makes the text anew from what they know
 * themselves, so no text of others is trusted.
 *
 * @param cluster its id in the fleet file
 * @param runId of the very run: a run that was reset has another one
 * @param by the approver, by the name that the fleet file has
 * @param at when the approver signs, by the approver's clock
 */
public record ApprovalText(String cluster, String workflowId, String runId, PlanHash plan, String by, Instant at) {

    /** The namespace of the signatures: one that was made for Git or for a file is none of an approval. */
    public static final String NAMESPACE = "rekindle";

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
