// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.lab.scenario.GameDayResult;
import org.rekindle.workflows.model.run.Outcome;

/**
 * The result of one run.
 *
 * @param outcome how it ended, null when it did not
 * @param stuck each time that a step asked a human, with why
 * @param violations what does not hold, one sentence each
 * @param exchanges all requests, in their order
 */
public record DrillRun(
        long seed,
        String scenario,
        @Nullable Outcome outcome,
        List<String> stuck,
        List<String> violations,
        List<Exchange> exchanges) {

    public DrillRun {
        stuck = List.copyOf(stuck);
        violations = List.copyOf(violations);
        exchanges = List.copyOf(exchanges);
    }

    /** The run of a seed as its game day ended. */
    static DrillRun of(long seed, GameDayResult result) {
        return new DrillRun(
                seed,
                result.scenario(),
                result.outcome(),
                result.askedPeople(),
                result.violations(),
                result.exchanges());
    }

    /** Whether everything holds. */
    public boolean holds() {
        return violations.isEmpty();
    }
}
