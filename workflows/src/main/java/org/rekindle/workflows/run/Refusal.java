// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.jspecify.annotations.Nullable;

/** Turns an objection into the refusal of an update: the caller sees the sentence, the history sees nothing. */
public final class Refusal {

    private Refusal() {}

    /** Refuses with a sentence; lets pass when there is none. */
    public static void unlessNull(@Nullable String objection) {
        if (objection != null) {
            throw new IllegalArgumentException(objection);
        }
    }
}
