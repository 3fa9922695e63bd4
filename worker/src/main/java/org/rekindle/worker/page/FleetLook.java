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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.page.ClusterRow.Level;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Run;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.SurveyEntry;

/**
 * Looks at the fleet: the last survey, and the list of runs. Reloads of many people cost one look, since one is good for some
 * seconds.
 */
public final class FleetLook implements Supplier<FleetOverview> {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private static final String UNDER_WAY = "They are being looked at; this page reloads itself.";

    /** Those in which a run waits for people. */
    private static final Set<String> FOR_PEOPLE =
            Set.of(Phase.AWAITING_APPROVAL.name(), Phase.AWAITING_OPERATOR.name(), Phase.SWITCHING_OVER.name());

    private final List<String> clusters;
    private final Supplier<Optional<LastSurvey>> surveys;
    private final Recoveries recoveries;
    private final Function<Run, Optional<String>> links;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable FleetOverview last;

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

    /** While one looks, the others get what was seen before: a Temporal that is slow must not hold the threads that alerts need. */
    @Override
    public FleetOverview get() {
        if (!looking.tryLock()) {
            FleetOverview before = last;
            return before == null ? overview(clock.instant(), List.of(), UNDER_WAY) : before;
        }
        try {
            FleetOverview kept = last;
            Instant now = clock.instant();
            if (kept != null && now.isBefore(kept.at().plus(GOOD_FOR))) {
                return kept;
            }
            FleetOverview seen = look(now);
            last = seen;
            return seen;
        } finally {
            looking.unlock();
        }
    }

    private FleetOverview look(Instant now) {
        try {
            return overview(now, recoveries.list(), null);
        } catch (RunFailure failure) {
            return overview(now, List.of(), failure.getMessage());
        }
    }

    private FleetOverview overview(Instant now, List<Run> listed, @Nullable String trouble) {
        Optional<LastSurvey> survey = surveys.get();
        Map<String, Run> runs = listed.stream().collect(Collectors.toMap(Run::cluster, Function.identity()));
        Map<String, SurveyEntry> found = survey.map(each -> each.result().clusters().stream()
                        .collect(Collectors.toMap(SurveyEntry::cluster, Function.identity(), (one, same) -> one)))
                .orElse(Map.of());
        Instant surveyedAt = survey.map(LastSurvey::endedAt).orElse(null);
        return new FleetOverview(
                now,
                surveyedAt,
                trouble,
                clusters.stream()
                        .map(cluster -> row(cluster, found.get(cluster), surveyedAt, runs.get(cluster), now))
                        .sorted(Comparator.comparing(ClusterRow::level)
                                .thenComparing(ClusterRow::notAfter, Comparator.nullsFirst(Comparator.naturalOrder()))
                                .thenComparing(ClusterRow::cluster))
                        .toList());
    }

    private ClusterRow row(
            String cluster, @Nullable SurveyEntry found, @Nullable Instant surveyedAt, @Nullable Run run, Instant now) {
        Instant notAfter = notAfter(found, surveyedAt, run);
        // What has ended since may have mended what the survey found.
        SurveyEntry still = run != null && run.closedAt() != null && isYounger(run, surveyedAt) ? null : found;
        String command = command(cluster, run);
        return new ClusterRow(
                cluster,
                level(still, notAfter, run, command != null, now),
                notAfter,
                notAfter == null ? null : fromNow(notAfter, now),
                still == null ? null : still.sentence(),
                run == null ? null : words(run),
                waitsFor(cluster, run),
                command,
                approve(cluster, run),
                run == null ? null : links.apply(run).orElse(null));
    }

    /** Whether a run goes on, or ended after the survey: then it has seen the certificate last. A survey starts runs itself. */
    private static boolean isYounger(Run run, @Nullable Instant surveyedAt) {
        Instant closedAt = run.closedAt();
        return surveyedAt == null || closedAt == null || closedAt.isAfter(surveyedAt);
    }

    private static @Nullable Instant notAfter(
            @Nullable SurveyEntry found, @Nullable Instant surveyedAt, @Nullable Run run) {
        Instant bySurvey = found == null ? null : found.notAfter();
        Instant byRun = run == null ? null : run.certificateNotAfter();
        if (run != null && byRun != null && (bySurvey == null || isYounger(run, surveyedAt))) {
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
        boolean isWell = found == null
                ? run != null && endedWell(run)
                : found.diagnosis().condition() == Condition.HEALTHY;
        return isWell && notAfter != null ? Level.WELL : Level.SOON;
    }

    private static boolean endedWell(Run run) {
        return Stream.of(Outcome.values())
                .anyMatch(outcome -> outcome.isGood() && outcome.name().equals(run.outcome()));
    }

    private static @Nullable String command(String cluster, @Nullable Run run) {
        if (run == null || run.closedAt() != null || run.phase() == null || !FOR_PEOPLE.contains(run.phase())) {
            return null;
        }
        return "./rekindle status " + cluster;
    }

    private static @Nullable String approve(String cluster, @Nullable Run run) {
        boolean waits = run != null
                && run.closedAt() == null
                && Phase.AWAITING_APPROVAL.name().equals(run.phase());
        return waits ? "approve/" + cluster : null;
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
        return (at.isBefore(now) ? "expired " : "expires ") + Text.relative(at, now);
    }
}
