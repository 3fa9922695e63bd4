// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A step that needs a human.
 *
 * @param code {@link #PEOPLE_ACT}, one of {@link FailureCode} by name, or the class of an unexpected exception
 * @param reason what went wrong, or what people are to do, in a sentence or two
 * @param canBeSkipped false when nothing that follows would make sense without it
 * @param seenByRun whether the run goes on by itself when the human has done what the reason says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StuckStep(
        String step, String code, String reason, boolean canBeSkipped, Instant since, boolean seenByRun) {

    /** The code of a step in which nothing failed: it is people's turn. */
    public static final String PEOPLE_ACT = "PEOPLE_ACT";

    /** Why the run stands still, for a line of its own. */
    public String sentence() {
        return "Step \"" + step + "\" " + state() + ": " + reason;
    }

    private String state() {
        if (code.equals(PEOPLE_ACT)) {
            return "waits for you";
        }
        return "is stuck (" + code + ")";
    }
}
