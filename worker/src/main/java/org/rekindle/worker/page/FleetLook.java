// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.page.ClusterRow.Level;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Run;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.SurveyEntry;

/**
 * Looks at the fleet: the last survey, and the list of runs. Reloads of many people cost one look, since one is good for some
 * seconds.
 */
public final class FleetLook implements Supplier<FleetOverview> {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /** Those in which a run waits for people. */
    private static final Set<String> FOR_PEOPLE =
            Set.of(Phase.AWAITING_APPROVAL.name(), Phase.AWAITING_OPERATOR.name(), Phase.SWITCHING_OVER.name());

    private final List<String> clusters;
    private final Supplier<Optional<LastSurvey>> surveys;
    private final Recoveries recoveries;
    private final Function<Run, Optional<String>> links;
    private final Clock clock;
    private @Nullable FleetOverview last;

    /**
     * @param clusters the ids of the fleet file
     * @param links to a run in the Temporal UI
     */
    public FleetLook(
            List<String> clusters,
            Supplier<Optional<LastSurvey>> surveys,
            Recoveries recoveries,
            Function<Run, Optional<String>> links,
            Clock clock) {
        this.clusters = List.copyOf(clusters);
        this.surveys = surveys;
        this.recoveries = recoveries;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public synchronized FleetOverview get() {
        FleetOverview kept = last;
        Instant now = clock.instant();
        if (kept != null && now.isBefore(kept.at().plus(GOOD_FOR))) {
            return kept;
        }
        FleetOverview seen = look(now);
        last = seen;
        return seen;
    }

    private FleetOverview look(Instant now) {
        Optional<LastSurvey> survey = surveys.get();
        Map<String, Run> runs = Map.of();
        String trouble = null;
        try {
            runs = recoveries.list().stream().collect(Collectors.toMap(Run::cluster, Function.identity()));
        } catch (RunFailure failure) {
            trouble = failure.getMessage();
        }
        Map<String, SurveyEntry> found = survey.map(each -> each.result().clusters().stream()
                        .collect(Collectors.toMap(SurveyEntry::cluster, Function.identity(), (one, same) -> one)))
                .orElse(Map.of());
        Instant surveyedAt = survey.map(LastSurvey::endedAt).orElse(null);
        Map<String, Run> known = runs;
        return new FleetOverview(
                now,
                surveyedAt,
                trouble,
                clusters.stream()
                        .map(cluster -> row(cluster, found.get(cluster), surveyedAt, known.get(cluster), now))
                        .sorted(Comparator.comparing(ClusterRow::level)
                                .thenComparing(ClusterRow::notAfter, Comparator.nullsFirst(Comparator.naturalOrder()))
                                .thenComparing(ClusterRow::cluster))
                        .toList());
    }

    private ClusterRow row(
            String cluster, @Nullable SurveyEntry found, @Nullable Instant surveyedAt, @Nullable Run run, Instant now) {
        Instant notAfter = notAfter(found, surveyedAt, run);
        String command = command(cluster, run);
        return new ClusterRow(
                cluster,
                level(found, notAfter, run, command != null, now),
                notAfter,
                notAfter == null ? null : fromNow(notAfter, now),
                found == null ? null : found.sentence(),
                run == null ? null : words(run),
                waitsFor(cluster, run),
                command,
                run == null ? null : links.apply(run).orElse(null));
    }

    /** A run that began after the survey has seen a younger certificate. */
    private static @Nullable Instant notAfter(
            @Nullable SurveyEntry found, @Nullable Instant surveyedAt, @Nullable Run run) {
        Instant bySurvey = found == null ? null : found.notAfter();
        Instant byRun = run == null ? null : run.certificateNotAfter();
        boolean isRunYounger =
                run != null && (surveyedAt == null || run.startedAt().isAfter(surveyedAt));
        if (byRun != null && (bySurvey == null || isRunYounger)) {
            return byRun;
        }
        return bySurvey;
    }

    private static Level level(
            @Nullable SurveyEntry found, @Nullable Instant notAfter, @Nullable Run run, boolean waits, Instant now) {
        if (waits || notAfter != null && notAfter.isBefore(now)) {
            return Level.URGENT;
        }
        if (run != null && run.closedAt() == null) {
            return Level.AT_WORK;
        }
        if (found == null || notAfter == null || found.diagnosis().condition() != Condition.HEALTHY) {
            return Level.SOON;
        }
        return Level.WELL;
    }

    private static @Nullable String command(String cluster, @Nullable Run run) {
        if (run == null || run.closedAt() != null || run.phase() == null || !FOR_PEOPLE.contains(run.phase())) {
            return null;
        }
        return "./rekindle status " + cluster;
    }

    private @Nullable String waitsFor(String cluster, @Nullable Run run) {
        if (run == null || run.closedAt() != null) {
            return null;
        }
        try {
            return recoveries.view(cluster).waitingFor();
        } catch (RunFailure failure) {
            return "The run does not answer: " + failure.getMessage();
        }
    }

    private static String words(Run run) {
        String state = run.outcome() != null ? run.outcome() : run.phase() != null ? run.phase() : run.status();
        return run.kind() + ": " + Text.constant(state);
    }

    private static String fromNow(Instant at, Instant now) {
        Duration time = Duration.between(now, at);
        return time.isNegative() ? "expired " + Text.of(time.negated()) + " ago" : "expires in " + Text.of(time);
    }
}
