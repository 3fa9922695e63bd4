// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.rekindle.workflows.model.Outcome;

/** Ends a run from wherever it stands, because a human said so. The report is written all the same. */
public final class RunEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /** With a sentence for the report. */
    public RunEnded(Outcome outcome, String sentence) {
        super(sentence);
        this.outcome = outcome;
    }

    /** How the run ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
