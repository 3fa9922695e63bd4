// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: numbers with units from large to small, such as {@code 1h30m} or {@code 500ms}. */
public final class Durations {

    private static final Pattern SHAPE =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "`" + text + "` is not a duration such as 500ms, 20s, 90m, 4h, 1h30m or 30d");
        }
        return Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4))
                .plusMillis(number(matcher, 5));
    }

    /** Writes a duration for people: its two largest units, and milliseconds only below a second. */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toDays() > 0) {
            return duration.toDays() + "d" + (duration.toHoursPart() > 0 ? duration.toHoursPart() + "h" : "");
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + "h" + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : "");
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + "m" + (duration.toSecondsPart() > 0 ? duration.toSecondsPart() + "s" : "");
        }
        return duration.toSeconds() + "s";
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
