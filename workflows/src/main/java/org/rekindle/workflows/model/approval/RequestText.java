// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;

/**
 * What a person signs to say that they asked for a run. It is signed once the run has begun and has an id, so that no request of an
 * older run can be used again.
 *
 * @param cluster its id in the fleet file
 * @param runId of the very run: a run that was reset has another one
 * @param by who asked, by the name that the fleet file has
 * @param at when the requester signs, by the requester's clock
 */
public record RequestText(String cluster, String workflowId, String runId, String by, Instant at) implements RunText {

    @Override
    public String kind() {
        return "request";
    }

    @Override
    public String follows() {
        return "the run began";
    }

    @Override
    public RequestText ofRun(String workflow, String run) {
        return new RequestText(cluster, workflow, run, by, at);
    }

    /** The text, in lines that a person can read. */
    @Override
    public String toString() {
        return "rekindle request v1\n"
                + "cluster " + cluster + "\n"
                + "run " + workflowId + " " + runId + "\n"
                + "by " + by + "\n"
                + "at " + at + "\n";
    }
}
