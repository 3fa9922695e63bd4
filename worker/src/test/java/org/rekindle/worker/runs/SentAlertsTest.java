// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SentAlertsTest {

    private Instant now = Instant.parse("2026-03-04T12:00:00Z");
    private final SentAlerts told = new SentAlerts(clock());

    @Test
    void aStormOfTwentyDaysComesToABoundedNumberOfSignals() {
        int signals = 0;
        for (int minute = 0; minute < Duration.ofDays(20).toMinutes(); minute++) {
            signals += tell("run", "key-" + minute) ? 1 : 0;
            now = now.plus(Duration.ofMinutes(1));
        }

        assertThat(signals).isBetween(50, 50 + 20 * 48);
    }

    @Test
    void aKnownAlertIsToldAgainWhenTheWindowIsOver() {
        assertThat(tell("run", "key")).isTrue();
        assertThat(tell("run", "key")).isFalse();
        now = now.plus(SentAlerts.WINDOW);

        assertThat(tell("run", "key")).isTrue();
        assertThat(tell("run", "key")).isFalse();
    }

    @Test
    void aNewRunKnowsNothingOfWhatTheLastOneWasTold() {
        tell("run", "key");

        assertThat(tell("another-run", "key")).isTrue();
    }

    private boolean tell(String run, String key) {
        boolean tell = !told.isEnough("pythia", run, key);
        if (tell) {
            told.note("pythia", run, key);
        }
        return tell;
    }

    private Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }
}
