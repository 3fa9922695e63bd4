// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.rekindle.workflows.model.run.Outcome;

/** The operator answered ABORT. It ends the run from wherever it stands; the report is written all the same. */
public final class AbortRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the report. */
    AbortRun(String sentence) {
        super(sentence);
    }

    /** How the run ends. */
    public RunResult result() {
        return new RunResult(Outcome.ABORTED, String.valueOf(getMessage()));
    }
}
