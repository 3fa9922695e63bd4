// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * What a person signs to reject a plan.
 *
 * @param cluster its id in the fleet file
 * @param runId of the very run: a run that was reset has another one
 * @param reason why, for the report; null for none
 * @param by who rejects, by the name that the fleet file has
 * @param at when, by the clock of the one who rejects
 */
public record RejectionText(
        String cluster,
        String workflowId,
        String runId,
        PlanHash plan,
        @Nullable String reason,
        String by,
        Instant at) implements RunText {

    /** A reason of several lines is signed as one: a line of it must not pass for another part of the text. */
    public RejectionText {
        reason = reason == null ? null : reason.replaceAll("\\R", " ");
    }

    @Override
    public String kind() {
        return "rejection";
    }

    @Override
    public String follows() {
        return "the plan was made";
    }

    @Override
    public RejectionText ofRun(String workflow, String run) {
        return new RejectionText(cluster, workflow, run, plan, reason, by, at);
    }

    /** The text, in lines that a person can read. */
    @Override
    public String toString() {
        return "rekindle rejection v1\n"
                + "cluster " + cluster + "\n"
                + "run " + workflowId + " " + runId + "\n"
                + "plan " + plan + "\n"
                + (reason == null ? "" : "reason " + reason + "\n")
                + "by " + by + "\n"
                + "at " + at + "\n";
    }
}
