// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.policy.MaintenanceWindow;

final class NextWindowTest {

    @Test
    void withoutWindowsThereIsNothingToWaitFor() {
        assertThat(NextWindow.opensIn(List.of(), Instant.EPOCH)).contains(Duration.ZERO);
    }

    /** 2026-03-04 is a Wednesday. */
    @ParameterizedTest
    @CsvSource({
        // every day, within one day
        "'',      09:00, 11:00, UTC, 2026-03-04T08:59:59Z, PT1S",
        "'',      09:00, 11:00, UTC, 2026-03-04T09:00:00Z, PT0S",
        "'',      09:00, 11:00, UTC, 2026-03-04T10:59:59Z, PT0S",
        "'',      09:00, 11:00, UTC, 2026-03-04T11:00:00Z, PT22H",
        // across midnight
        "'',      22:00, 04:00, UTC, 2026-03-04T21:00:00Z, PT1H",
        "'',      22:00, 04:00, UTC, 2026-03-04T23:59:59Z, PT0S",
        "'',      22:00, 04:00, UTC, 2026-03-05T03:59:59Z, PT0S",
        "'',      22:00, 04:00, UTC, 2026-03-05T04:00:00Z, PT18H",
        // a day's window that reaches into the next day belongs to its first day
        "Wed,     22:00, 04:00, UTC, 2026-03-05T03:00:00Z, PT0S",
        "Thu,     22:00, 04:00, UTC, 2026-03-05T03:00:00Z, PT19H",
        "Wed,     22:00, 04:00, UTC, 2026-03-05T04:00:00Z, PT162H",
        // named days
        "Sat Sun, 02:00, 04:00, UTC, 2026-03-04T02:00:00Z, PT72H",
        "Wed,     02:00, 04:00, UTC, 2026-03-04T04:00:00Z, PT166H",
        // local time
        "'',      02:00, 04:00, Europe/Bucharest, 2026-03-04T00:00:00Z, PT0S",
        "'',      02:00, 04:00, America/Indiana/Indianapolis, 2026-03-04T00:00:00Z, PT7H",
        // clocks go forward on 2026-03-29 at 02:00 in Berlin: 02:30 is 03:30, and one hour is missing
        "'',      04:00, 06:00, Europe/Berlin, 2026-03-29T00:00:00Z, PT2H",
        "'',      02:30, 06:00, Europe/Berlin, 2026-03-29T00:59:00Z, PT31M",
        // a window that falls into the missing hour as a whole opens the next night
        "'',      02:00, 03:00, Europe/Berlin, 2026-03-29T00:30:00Z, PT23H30M",
        // and a weekly one opens the next week
        "Sun,     02:00, 03:00, Europe/Berlin, 2026-03-29T00:30:00Z, PT167H30M",
        // clocks go back on 2026-10-25 at 03:00: one hour comes twice
        "'',      04:00, 06:00, Europe/Berlin, 2026-10-24T23:00:00Z, PT4H",
        "'',      02:00, 04:00, Europe/Berlin, 2026-10-25T02:59:59Z, PT0S",
    })
    void opensWhenItsDaysAndItsClockSay(String days, String from, String to, String zone, Instant now, Duration wait) {
        assertThat(NextWindow.opensIn(List.of(window(days, from, to, zone)), now))
                .contains(wait);
    }

    @Test
    void ofSeveralTheFirstToOpenCounts() {
        List<MaintenanceWindow> windows = List.of(
                window("Sat", "02:00", "04:00", "UTC"),
                window("Thu", "22:00", "23:00", "UTC"),
                window("Fri", "00:30", "01:00", "Asia/Tokyo"));

        assertThat(NextWindow.opensIn(windows, Instant.parse("2026-03-04T12:00:00Z")))
                .contains(Duration.ofHours(27).plusMinutes(30));
    }

    @ParameterizedTest
    @CsvSource({
        "Saturday, 02:00, 04:00, UTC",
        "sat,      02:00, 04:00, UTC",
        "Noday,    02:00, 04:00, UTC",
        "'',       25:00, 04:00, UTC",
        "'',       soon,  04:00, UTC",
        "'',       02:00, 04:00, Mars/Olympus",
    })
    void aWindowThatNeverOpensIsNoLeaveToWorkAtAnyTime(String days, String from, String to, String zone) {
        assertThat(NextWindow.opensIn(List.of(window(days, from, to, zone)), Instant.parse("2026-03-04T02:30:00Z")))
                .isEmpty();
    }

    @Test
    void aWindowThatNeverOpensDoesNotHideOneThatDoes() {
        List<MaintenanceWindow> windows =
                List.of(window("Noday", "02:00", "04:00", "UTC"), window("", "03:00", "04:00", "UTC"));

        assertThat(NextWindow.opensIn(windows, Instant.parse("2026-03-04T02:30:00Z")))
                .contains(Duration.ofMinutes(30));
    }

    private static MaintenanceWindow window(String days, String from, String to, String zone) {
        return new MaintenanceWindow(days.isEmpty() ? List.of() : Arrays.asList(days.split(" ")), from, to, zone);
    }
}
