// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.process.SurveyWatch.Surveys.Ended;
import org.rekindle.worker.process.SurveyWatch.Surveys.Seen;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

class SurveyWatchTest {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");
    private static final Duration EVERY = Duration.ofHours(6);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>(new Seen(false, null, null));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<SurveyResult> result = new AtomicReference<>(new SurveyResult(List.of()));
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

    @Test
    void aCertificateThatASurveyCannotSeeKeepsItsExpiryAndItsAgeShows() {
        Instant expiry = START.plus(Duration.ofDays(30));
        surveyFound(Duration.ZERO, entry("a", expiry), entry("b", null));
        assertThat(metric("rekindle_cluster_certificate_expiry_timestamp_seconds", "a"))
                .isEqualTo((double) expiry.getEpochSecond());
        assertThat(registry.find("rekindle_cluster_certificate_expiry_timestamp_seconds")
                        .gauges())
                .hasSize(1);
        assertThat(metric("rekindle_cluster_certificate_last_seen_timestamp_seconds", "b"))
                .isZero();

        surveyFound(EVERY, entry("a", null), entry("b", expiry));
        assertThat(metric("rekindle_cluster_certificate_expiry_timestamp_seconds", "a"))
                .isEqualTo((double) expiry.getEpochSecond());
        assertThat(metric("rekindle_cluster_certificate_last_seen_timestamp_seconds", "a"))
                .isEqualTo((double) START.getEpochSecond());
        assertThat(metric("rekindle_cluster_certificate_last_seen_timestamp_seconds", "b"))
                .isEqualTo((double) START.plus(EVERY).getEpochSecond());
    }

    @Test
    void aClusterThatNoSurveyListsAnyMoreHasNoMetric() {
        surveyFound(Duration.ZERO, entry("a", START), entry("b", START));
        surveyFound(EVERY, entry("b", START));

        assertThat(registry.find("rekindle_cluster_certificate_expiry_timestamp_seconds")
                        .gauges())
                .extracting(gauge -> gauge.getId().getTag("cluster"))
                .containsExactly("b");
    }

    @Test
    void aResultThatCannotBeFetchedIsFetchedAtTheNextLook() {
        seen.set(new Seen(
                false,
                new Ended(START, () -> {
                    throw new IllegalStateException("Temporal is away");
                }),
                null));
        watch.lookAndTell();
        surveyFound(Duration.ZERO, entry("a", START));

        assertThat(metric("rekindle_cluster_certificate_last_seen_timestamp_seconds", "a"))
                .isEqualTo((double) START.getEpochSecond());
    }

    private void surveyFound(Duration later, SurveyEntry... entries) {
        result.set(new SurveyResult(List.of(entries)));
        look(false, now.get().plus(later), null, later);
    }

    private static SurveyEntry entry(String cluster, @Nullable Instant notAfter) {
        Diagnosis diagnosis = new Diagnosis(
                Condition.UNREACHABLE,
                null,
                Reason.of(ReasonCode.NOT_LOOKED_AT),
                List.of(),
                Cause.UNKNOWN,
                Certainty.UNKNOWN,
                List.of());
        return new SurveyEntry(cluster, diagnosis, notAfter, null, "");
    }

    private double metric(String name, String cluster) {
        return registry.get(name).tag("cluster", cluster).gauge().value();
    }

    private void look(boolean paused, @Nullable Instant lastEnd, @Nullable Instant runningSince, Duration later) {
        now.updateAndGet(before -> before.plus(later));
        seen.set(new Seen(paused, lastEnd == null ? null : new Ended(lastEnd, result::get), runningSince));
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
