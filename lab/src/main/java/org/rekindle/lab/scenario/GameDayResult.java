// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * What came of a game day.
 *
 * @param remedies what was decided, one for each plan
 * @param outcome how the run ended, null when it did not
 * @param took from the start of the run to its end, by the skipped time
 * @param destroyed each cluster that was deleted
 * @param askedPeople how often a step asked a human, with why
 * @param historyEvents events in the history of the last run
 * @param seconds how long it really took
 * @param violations expectations and invariants that do not hold, in sentences
 * @param exchanges all requests that went to the cloud, in their order
 * @param view the last run as it ended
 */
public record GameDayResult(
        @Nullable String id,
        String scenario,
        List<String> remedies,
        @Nullable Outcome outcome,
        Duration took,
        List<String> destroyed,
        List<String> askedPeople,
        long historyEvents,
        double seconds,
        List<String> violations,
        @JsonIgnore List<Exchange> exchanges,
        RecoveryView view) {

    /** Copies the lists. */
    public GameDayResult {
        remedies = List.copyOf(remedies);
        destroyed = List.copyOf(destroyed);
        askedPeople = List.copyOf(askedPeople);
        violations = List.copyOf(violations);
        exchanges = List.copyOf(exchanges);
    }

    /** Whether everything is as expected. */
    public boolean holds() {
        return violations.isEmpty();
    }

    /** How a run ended, in the words of the game days. */
    public static String end(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "did not end";
        }
        return switch (outcome) {
            case RECOVERED -> "recovered";
            case REBUILT_NOT_PROVEN -> "rebuilt, not proven";
            case REDEPLOYED -> "redeployed";
            case REDEPLOYED_NOT_PROVEN -> "redeployed, not proven";
            case RENEWED -> "renewed";
            case RENEWED_NOT_PROVEN -> "renewed, not proven";
            case HEALTHY -> "nothing to do";
            case PLANNED -> "planned";
            case REJECTED -> "refused by a human";
            case HANDED_TO_HUMAN, ABORTED -> "handed to a human";
        };
    }
}
