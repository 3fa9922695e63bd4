// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.proxy.Passage;

/**
 * What came of one run.
 *
 * @param outcome how it ended, null when it did not
 * @param stuck each time that a step asked a human, with why
 * @param violations what does not hold, one sentence each
 * @param passages all requests, in their order
 */
public record DrillRun(
        long seed,
        String errand,
        @Nullable String outcome,
        List<String> stuck,
        List<String> violations,
        List<Passage> passages) {

    public DrillRun {
        stuck = List.copyOf(stuck);
        violations = List.copyOf(violations);
        passages = List.copyOf(passages);
    }

    /** Whether everything holds. */
    public boolean holds() {
        return violations.isEmpty();
    }
}
