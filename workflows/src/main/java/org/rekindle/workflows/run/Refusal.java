// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of an update: the caller sees the sentence, the history sees nothing. Temporal tells the caller the name of this class,
 * by which the sentence is known to be made for people.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private Refusal(String sentence) {
        super(sentence);
    }

    /** Refuses an update that Temporal has taken already, since only an activity could tell: the caller sees the same. */
    public static ApplicationFailure afterwards(String objection) {
        return ApplicationFailure.newNonRetryableFailure(objection, Refusal.class.getName());
    }

    /** Refuses with a sentence; lets pass when there is none. */
    public static void unlessNull(@Nullable String objection) {
        if (objection != null) {
            throw new Refusal(objection);
        }
    }
}
