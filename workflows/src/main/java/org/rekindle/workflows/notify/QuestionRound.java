// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.Escalation;

/**
 * When people are asked, and which ones.
 *
 * @param after since the question was asked
 */
record QuestionRound(Duration after, Collection<String> channels) {

    /** The next people are asked this long after a message that no channel took. */
    static final Duration UNHEARD = Duration.ofMinutes(5);

    private static final Duration EACH_DAY = Duration.ofDays(1);

    /** A run that waits for longer has been forgotten; its end is told all the same. */
    private static final int MOST_DAYS = 30;

    /** The rounds for an audience: at once, as its file says, then each day. */
    static List<QuestionRound> of(Audience audience) {
        List<QuestionRound> rounds = new ArrayList<>();
        Set<String> atOnce = new LinkedHashSet<>(audience.always());
        audience.questions().stream()
                .filter(step -> step.after().isZero())
                .forEach(step -> atOnce.addAll(step.channels()));
        rounds.add(new QuestionRound(Duration.ZERO, atOnce));
        for (Escalation step : audience.questions()) {
            if (!step.after().isZero()) {
                rounds.add(new QuestionRound(step.after(), step.channels()));
            }
        }
        QuestionRound last = rounds.get(rounds.size() - 1);
        for (int day = 1; day <= MOST_DAYS; day++) {
            rounds.add(new QuestionRound(last.after().plus(EACH_DAY.multipliedBy(day)), last.channels()));
        }
        return List.copyOf(rounds);
    }
}
