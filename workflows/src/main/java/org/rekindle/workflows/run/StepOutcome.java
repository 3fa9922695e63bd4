// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

/** How a step ended that the operator may skip. */
public sealed interface StepOutcome<T> {

    /** It succeeded. */
    record Done<T>(T result) implements StepOutcome<T> {}

    /**
     * The operator skipped it.
     *
     * @param why who skipped it and what stood in its way, in a sentence
     */
    record Skipped<T>(String why) implements StepOutcome<T> {}
}
