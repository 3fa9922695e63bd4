// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.heartbeat;

import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the current attempt of an activity may still take, so that it can end with an outcome of its own shortly before
 * the server gives it up.
 */
public final class TimeLeft {

    /** Enough to clean up and to report the outcome. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private TimeLeft() {}

    /**
     * When this attempt should be done: ten seconds (or a tenth of the timeout, where that is less) before the first of its
     * timeouts ends. {@link Instant#MAX} when it has none.
     */
    public static Instant deadline(ActivityInfo info) {
        Instant attempt = end(info.getStartedTimestamp(), info.getStartToCloseTimeout());
        Instant whole = end(info.getScheduledTimestamp(), info.getScheduleToCloseTimeout());
        if (attempt.isBefore(whole)) {
            return attempt;
        }
        return whole;
    }

    private static Instant end(long fromMillis, Duration timeout) {
        if (timeout.isZero()) {
            return Instant.MAX;
        }
        Duration tenth = timeout.dividedBy(10);
        Duration margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
        return Instant.ofEpochMilli(fromMillis).plus(timeout).minus(margin);
    }
}
