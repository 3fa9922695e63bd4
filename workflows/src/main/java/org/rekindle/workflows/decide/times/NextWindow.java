// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import java.time.DateTimeException;
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
import org.rekindle.workflows.model.policy.MaintenanceWindow;

/** Decides how long preventive work has to wait for a maintenance window. */
public final class NextWindow {

    private static final int DAYS_LOOKED_AT = 15;

    private NextWindow() {}

    /**
     * The time until the first window opens: zero when one is open or none is set. Empty when
     * windows are set and none of them ever opens: that does not allow work at any time.
     */
    public static Optional<Duration> opensIn(List<MaintenanceWindow> windows, Instant now) {
        if (windows.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        return windows.stream()
                .map(window -> opensIn(window, now))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    private static Optional<Duration> opensIn(MaintenanceWindow window, Instant now) {
        try {
            return opensIn(
                    window.days(),
                    LocalTime.parse(window.from()),
                    LocalTime.parse(window.to()),
                    now.atZone(ZoneId.of(window.zone())));
        } catch (DateTimeException e) {
            // A window that cannot be read never opens.
            return Optional.empty();
        }
    }

    private static Optional<Duration> opensIn(List<String> days, LocalTime from, LocalTime to, ZonedDateTime local) {
        // Yesterday's window may reach into today.
        for (int day = -1; day < DAYS_LOOKED_AT; day++) {
            ZonedDateTime opens = local.toLocalDate().plusDays(day).atTime(from).atZone(local.getZone());
            if (!isOn(days, opens.getDayOfWeek())) {
                continue;
            }
            ZonedDateTime closes = opens.toLocalDate()
                    .plusDays(to.isAfter(from) ? 0 : 1)
                    .atTime(to)
                    .atZone(local.getZone());
            // When the clocks go forward, a window may be gone between its ends.
            if (closes.isAfter(local) && closes.isAfter(opens)) {
                return Optional.of(untilOpen(local, opens));
            }
        }
        return Optional.empty();
    }

    private static Duration untilOpen(ZonedDateTime now, ZonedDateTime opens) {
        if (opens.isBefore(now)) {
            return Duration.ZERO;
        }
        return Duration.between(now, opens);
    }

    private static boolean isOn(List<String> days, DayOfWeek day) {
        return days.isEmpty() || days.contains(day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    }
}
