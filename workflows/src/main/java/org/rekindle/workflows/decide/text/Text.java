// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says durations, and the names of constants, as people do. */
public final class Text {

    private Text() {}

    /** Such as {@code 3 d 4 h}, {@code 2 h 5 min}, {@code 41 s}: the two largest units that matter. */
    public static String of(Duration duration) {
        Duration positive = duration.abs();
        if (positive.toDays() > 0) {
            return pair(positive.toDays(), "d", positive.toHoursPart(), "h");
        }
        if (positive.toHours() > 0) {
            return pair(positive.toHours(), "h", positive.toMinutesPart(), "min");
        }
        if (positive.toMinutes() > 0) {
            return pair(positive.toMinutes(), "min", positive.toSecondsPart(), "s");
        }
        return positive.toSeconds() > 0 ? positive.toSeconds() + " s" : positive.toMillis() + " ms";
    }

    /** Such as {@code in 3 h} or {@code 2 d 4 h ago}. */
    public static String relative(Instant at, Instant now) {
        return at.isAfter(now) ? "in " + of(Duration.between(now, at)) : of(Duration.between(at, now)) + " ago";
    }

    /** Such as {@code 1 day} or {@code 14 days}. */
    public static String days(long days) {
        return count(days, "day");
    }

    /** Such as {@code 1 release} or {@code 2 releases}, of a noun whose plural has an s. */
    public static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }

    /** A constant by its name, such as {@code rebuild beside} for {@code REBUILD_BESIDE}. */
    public static String constant(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The text with a full stop, where it has none: what others say is often no whole sentence. */
    public static String ended(String text) {
        return text.matches("(?s).*[.:!?]\\s*") ? text : text + ".";
    }

    /** The text, or as much of it as fits with a sign that there is more. */
    public static String atMost(int characters, String text) {
        if (text.length() <= characters) {
            return text;
        }
        int end = characters - 2;
        // Half of a character can be written into no history.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                        .stripTrailing() + " …";
    }

    private static String pair(long large, String largeUnit, int small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
