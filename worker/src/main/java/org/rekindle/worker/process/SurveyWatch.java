// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.page.LastSurvey;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.SurveyResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that the scheduled survey comes to its end: a fleet that no survey looks at any more reports no certificate, and
 * nothing else either. Shows by metrics what each survey found.
 */
final class SurveyWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SurveyWatch.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofMinutes(15);

    /** What Temporal knows about the scheduled surveys. */
    @FunctionalInterface
    interface Surveys {

        /** A look at them. */
        Seen look();

        /**
         * What was seen.
         *
         * @param paused whether a person has paused the schedule
         * @param lastEnded the last one that ended well, null when none is known
         * @param runningSince when the one that is under way began, null when none is
         */
        record Seen(
                boolean paused,
                @Nullable Ended lastEnded,
                @Nullable Instant runningSince) {}

        /** A survey that ended well, and what fetches its result. */
        record Ended(Instant at, Supplier<SurveyResult> result) {}
    }

    private final Surveys surveys;
    private final CertificateMetrics certificates;
    private final Duration every;
    private final Clock clock;
    private final Instant began;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "survey-watch");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> looking;
    private volatile @Nullable Instant lastEnd;
    private volatile @Nullable LastSurvey last;
    private volatile @Nullable String trouble;

    SurveyWatch(Surveys surveys, Duration every, Clock clock, MeterRegistry registry) {
        this.surveys = surveys;
        this.certificates = new CertificateMetrics(registry);
        this.every = every;
        this.clock = clock;
        this.began = clock.instant();
        Gauge.builder("rekindle_survey_last_end_seconds", this, SurveyWatch::lastEndInSeconds)
                .description("When the last scheduled survey ended, in seconds since 1970; NaN when none is known.")
                .register(registry);
        Gauge.builder("rekindle_survey_interval_seconds", every, Duration::toSeconds)
                .description("The pause between two scheduled surveys.")
                .strongReference(true)
                .register(registry);
    }

    /** Looks again and again from now on. */
    SurveyWatch start() {
        looking = looks.scheduleWithFixedDelay(this::lookAndTell, 0, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /** Why the fleet is not surveyed, in a sentence; empty when it is. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** The last survey whose result could be read; empty when none is known. */
    Optional<LastSurvey> last() {
        return Optional.ofNullable(last);
    }

    private double lastEndInSeconds() {
        Instant end = lastEnd;
        if (end == null) {
            return Double.NaN;
        }
        return end.getEpochSecond();
    }

    void lookAndTell() {
        try {
            look();
        } catch (RuntimeException e) {
            // Temporal may be away, which the check of the polls reports. A schedule that is gone shows by its silence.
            LOG.debug("The survey's schedule could not be looked at", e);
            judge(false, null);
        }
    }

    /** One look. */
    void look() {
        Surveys.Seen seen = surveys.look();
        Surveys.Ended ended = seen.lastEnded();
        if (ended != null) {
            lastEnd = ended.at();
            show(ended);
        }
        judge(seen.paused(), seen.runningSince());
    }

    private void show(Surveys.Ended survey) {
        LastSurvey before = last;
        if (before == null || !survey.at().equals(before.endedAt())) {
            SurveyResult result = survey.result().get();
            certificates.show(result, survey.at());
            last = new LastSurvey(result, survey.at());
        }
    }

    private void judge(boolean paused, @Nullable Instant running) {
        String now = paused ? null : judged(running, clock.instant());
        if (now != null && trouble == null) {
            LOG.warn("{}", now);
        } else if (now == null && trouble != null) {
            LOG.info("The fleet is surveyed again.");
        }
        trouble = now;
    }

    private @Nullable String judged(@Nullable Instant running, Instant now) {
        if (running != null && now.isAfter(later(running, began).plus(every).plus(GRACE))) {
            return "A survey has been under way since " + running + ". Look at it in the Temporal UI"
                    + " (workflow type SurveyFleet), and terminate it there: the next one begins by itself.";
        }
        Instant end = lastEnd;
        if (now.isAfter(later(end, began).plus(every.multipliedBy(2)).plus(GRACE))) {
            return "No survey has ended since " + since(end) + ", and one is due every " + Text.of(every)
                    + ". Look at the schedule survey-fleet in the Temporal UI.";
        }
        return null;
    }

    private String since(@Nullable Instant end) {
        if (end == null) {
            return "this worker began at " + began;
        }
        return end.toString();
    }

    /** A worker that was down for long gets its time before it is blamed. */
    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    @Override
    public void close() {
        Future<?> regular = looking;
        if (regular != null) {
            regular.cancel(true);
        }
        looks.shutdownNow();
    }
}
