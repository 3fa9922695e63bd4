// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.process.SurveyWatch.Surveys.Seen;

class SurveyWatchTest {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");
    private static final Duration EVERY = Duration.ofHours(6);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>(new Seen(false, null, null));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SurveyWatch watch = new SurveyWatch(this::seen, EVERY, clock, registry);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void aSurveyThatDoesNotEndIsToldOf() {
        look(false, null, START, Duration.ofHours(6));
        assertThat(watch.trouble()).isEmpty();

        look(false, null, START, Duration.ofMinutes(16));
        assertThat(watch.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("under way since " + START, "terminate it"));

        look(false, now.get(), null, Duration.ZERO);
        assertThat(watch.trouble()).isEmpty();
        assertThat(gauge()).isEqualTo((double) now.get().getEpochSecond());
    }

    @Test
    void surveysThatNoMoreEndAreToldOf() {
        look(false, START, null, Duration.ofHours(12));
        assertThat(watch.trouble()).isEmpty();

        look(false, START, null, Duration.ofMinutes(16));
        assertThat(watch.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("No survey has ended since " + START, "every 6 h"));
    }

    @Test
    void aWorkerThatWasDownForLongHasItsTime() {
        look(false, START.minus(Duration.ofDays(9)), null, Duration.ofHours(1));

        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void aScheduleThatIsGoneIsToldOf() {
        watch.lookAndTell();
        seen.set(null);
        now.updateAndGet(before -> before.plus(Duration.ofHours(13)));

        watch.lookAndTell();
        assertThat(watch.trouble()).hasValueSatisfying(why -> assertThat(why).contains("No survey has ended"));
    }

    @Test
    void aScheduleThatAPersonHasPausedIsNoTrouble() {
        look(true, null, null, Duration.ofDays(3));

        assertThat(watch.trouble()).isEmpty();
        assertThat(gauge()).isNaN();
    }

    private void look(boolean paused, @Nullable Instant lastEnd, @Nullable Instant runningSince, Duration later) {
        now.updateAndGet(before -> before.plus(later));
        seen.set(new Seen(paused, lastEnd, runningSince));
        watch.look();
    }

    private Seen seen() {
        Seen there = seen.get();
        if (there == null) {
            throw new IllegalStateException("no such schedule");
        }
        return there;
    }

    private double gauge() {
        return registry.get("rekindle_survey_last_end_seconds").gauge().value();
    }
}
