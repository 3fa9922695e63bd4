// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rekindle.workflows.model.MaintenanceWindow;

/** Decides how long preventive work has to wait for a maintenance window. */
public final class NextWindow {

    private static final int DAYS_LOOKED_AT = 8;

    private NextWindow() {}

    /** Nothing to wait for when a window is open or none is set; otherwise the time until the first one opens. */
    public static Duration opensIn(List<MaintenanceWindow> windows, Instant now) {
        return windows.stream()
                .map(window -> opensIn(window, now))
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> opensIn(MaintenanceWindow window, Instant now) {
        ZonedDateTime local = now.atZone(ZoneId.of(window.zone()));
        LocalTime from = LocalTime.parse(window.from());
        LocalTime to = LocalTime.parse(window.to());
        // Yesterday's window may reach into today.
        for (int day = -1; day < DAYS_LOOKED_AT; day++) {
            ZonedDateTime opens = local.toLocalDate().plusDays(day).atTime(from).atZone(local.getZone());
            if (!isOn(window, opens.getDayOfWeek())) {
                continue;
            }
            ZonedDateTime closes = opens.toLocalDate()
                    .plusDays(to.isAfter(from) ? 0 : 1)
                    .atTime(to)
                    .atZone(local.getZone());
            if (closes.toInstant().isAfter(now)) {
                Duration wait = Duration.between(now, opens.toInstant());
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            }
        }
        return Optional.empty();
    }

    private static boolean isOn(MaintenanceWindow window, DayOfWeek day) {
        return window.days().isEmpty() || window.days().contains(day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    }
}
