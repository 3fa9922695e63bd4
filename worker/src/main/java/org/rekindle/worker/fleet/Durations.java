// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: numbers with units from large to small, such as {@code 1h30m} or {@code 500ms}. */
public final class Durations {

    private static final Pattern SHAPE =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    /** In the order of the groups. */
    private static final List<Duration> UNITS = List.of(
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));

    /** A longer one is a typing mistake, and far beyond it, dates and timers overflow. */
    private static final BigInteger LONGEST =
            BigInteger.valueOf(Duration.ofDays(3650).toMillis());

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when the text is not one, or one of more than ten years
     */
    public static Duration parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(refusal(text)));
    }

    private static String refusal(String text) {
        if (isTooLong(text)) {
            return "`" + text + "` is longer than 3650d, which is ten years";
        }
        return "`" + text + "` is not a duration such as 500ms, 20s, 90m, 4h, 1h30m or 30d";
    }

    /** The duration that a text says; empty when it says none, or more than ten years. */
    static Optional<Duration> find(String text) {
        return millis(text)
                .filter(millis -> millis.compareTo(LONGEST) <= 0)
                .map(millis -> Duration.ofMillis(millis.longValueExact()));
    }

    /** Whether a text is a duration, but one of more than ten years. */
    static boolean isTooLong(String text) {
        return millis(text).filter(millis -> millis.compareTo(LONGEST) > 0).isPresent();
    }

    private static Optional<BigInteger> millis(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        BigInteger sum = BigInteger.ZERO;
        for (int group = 1; group <= UNITS.size(); group++) {
            String digits = matcher.group(group);
            if (digits != null) {
                long unit = UNITS.get(group - 1).toMillis();
                sum = sum.add(new BigInteger(digits).multiply(BigInteger.valueOf(unit)));
            }
        }
        return Optional.of(sum);
    }
}
