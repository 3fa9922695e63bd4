// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

/** What came of a remedy that destroys nothing. */
public sealed interface Cure {

    /**
     * It renewed.
     *
     * @param how what was renewed, and by what, in a sentence
     */
    record Renewed(String how) implements Cure {}

    /** It renewed nothing; the reason is among the decisions. The next plan does without it. */
    record InVain() implements Cure {}
}
