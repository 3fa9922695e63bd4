// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;

/** Writes times for people, in UTC. */
final class Times {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** The same, null for a moment that is not known. */
    static @Nullable String momentOrNull(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        return moment(at);
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** How long from one moment to another, never negative: clocks of two machines differ. */
    static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return Text.of(time.isNegative() ? Duration.ZERO : time.truncatedTo(ChronoUnit.SECONDS));
    }
}
