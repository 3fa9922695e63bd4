// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as Magnum writes them. */
final class MagnumTimes {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MagnumTimes() {}

    /** As the database keeps it. */
    static @Nullable String stored(@Nullable Instant instant) {
        return instant == null ? null : SECONDS.format(instant);
    }

    /** As it is before it has been through the database. */
    static String fresh(Instant instant) {
        return MICROSECONDS.format(instant);
    }
}
