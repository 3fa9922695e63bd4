// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;

/**
 * What a person signs to answer a stuck step.
 *
 * @param cluster its id in the fleet file
 * @param runId of the very run: a run that was reset has another one
 * @param step the name of the stuck step
 * @param since when the step became stuck: the same step may be stuck again, and that is another question
 * @param answer {@code RETRY}, {@code SKIP} or {@code ABORT}
 * @param by who answers, by the name that the fleet file has
 * @param at when, by the clock of the one who answers
 */
public record ResolutionText(
        String cluster,
        String workflowId,
        String runId,
        String step,
        Instant since,
        String answer,
        String by,
        Instant at)
        implements RunText {

    @Override
    public String kind() {
        return "resolution";
    }

    @Override
    public String follows() {
        return "the step was stuck";
    }

    @Override
    public ResolutionText ofRun(String workflow, String run) {
        return new ResolutionText(cluster, workflow, run, step, since, answer, by, at);
    }

    /** The text, in lines that a person can read. */
    @Override
    public String toString() {
        return "rekindle resolution v1\n"
                + "cluster " + cluster + "\n"
                + "run " + workflowId + " " + runId + "\n"
                + "step " + step + "\n"
                + "stuck since " + since + "\n"
                + "answer " + answer + "\n"
                + "by " + by + "\n"
                + "at " + at + "\n";
    }
}
