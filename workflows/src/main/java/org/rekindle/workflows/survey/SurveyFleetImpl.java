// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.GuardActivities;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Fleet;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.SurveyEntry;
import org.rekindle.workflows.model.SurveyResult;
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.World;
import org.slf4j.Logger;

/**
 * See {@link SurveyFleet}.
 *
 * <p>A fleet of any size costs a bounded number of workflow threads and of events: {@link #PAGE} clusters to a run, of which
 * {@link #AT_ONCE} are looked at together.
 */
public final class SurveyFleetImpl implements SurveyFleet {

    private static final Logger LOG = Workflow.getLogger(SurveyFleetImpl.class);

    private static final Duration READING = Duration.ofMinutes(10);

    /** Clouds that do not answer must not hold up the rest, and the others must not be asked all at the same moment. */
    private static final int AT_ONCE = 8;

    /** A look takes some twenty events of a history, which should stay well below 10,000. */
    static final int PAGE = 100;

    @Override
    public SurveyResult survey(@Nullable Fleet page) {
        List<String> clusters = page == null
                ? World.ask(FleetActivities.class, "Read the fleet file", READING)
                        .list()
                        .clusters()
                : page.clusters();
        return clusters.size() <= PAGE ? look(clusters) : pageByPage(clusters);
    }

    private static SurveyResult look(List<String> clusters) {
        Map<String, SurveyEntry> seen = new HashMap<>();
        Lanes.each(AT_ONCE, targets(clusters), target -> {
            seen.put(target.cluster().cluster(), SurveyLook.at(target));
            Workflow.setCurrentDetails(SurveyPage.of(inOrder(clusters, seen), clusters.size()));
        });
        clusters.forEach(cluster -> seen.computeIfAbsent(
                cluster, unknown -> SurveyLook.inVain(unknown, "The fleet file knows this cluster no more.")));
        tellBreaker(seen);
        return SurveySize.fit(inOrder(clusters, seen));
    }

    private static List<SurveyTarget> targets(List<String> clusters) {
        return clusters.isEmpty()
                ? List.of()
                : World.here(FleetActivities.class, "Read what is said of " + clusters.size() + " clusters")
                        .targets(new Fleet(clusters))
                        .targets();
    }

    /** One page after the other, so that a large fleet keeps no worker from other work. */
    private static SurveyResult pageByPage(List<String> clusters) {
        List<SurveyEntry> seen = new ArrayList<>();
        int leftOut = 0;
        for (int from = 0; from < clusters.size(); from += PAGE) {
            List<String> page = clusters.subList(from, Math.min(clusters.size(), from + PAGE));
            SurveyResult found = inAChild(new Fleet(List.copyOf(page)), from / PAGE + 1);
            seen.addAll(found.clusters());
            leftOut += found.leftOut();
            Workflow.setCurrentDetails(SurveyPage.of(seen, clusters.size()));
        }
        SurveyResult all = SurveySize.fit(seen);
        return new SurveyResult(all.clusters(), all.leftOut() + leftOut);
    }

    private static SurveyResult inAChild(Fleet page, int number) {
        SurveyFleet child = Workflow.newChildWorkflowStub(
                SurveyFleet.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(Workflow.getInfo().getWorkflowId() + "/page-" + number)
                        .setStaticSummary("Look at " + page.clusters().size() + " clusters, page " + number)
                        .build());
        try {
            return child.survey(page);
        } catch (ChildWorkflowFailure failure) {
            // A page that was ended by hand must not hide the other pages.
            LOG.warn("Page {} of the survey did not end well", number, failure);
            return new SurveyResult(page.clusters().stream()
                    .map(cluster -> SurveyLook.inVain(
                            cluster, "Page " + number + " of the survey did not end well: " + why(failure)))
                    .toList());
        }
    }

    private static String why(ChildWorkflowFailure failure) {
        Throwable cause = failure.getCause();
        return Objects.requireNonNullElse(
                cause == null ? failure.getMessage() : cause.getMessage(), "it gave no reason");
    }

    /** So many that have expired at once have one cause, of which the breaker alone can know. */
    private static void tellBreaker(Map<String, SurveyEntry> seen) {
        FleetSeen told = new FleetSeen(
                with(seen, Condition.EXPIRED),
                Stream.concat(with(seen, Condition.HEALTHY).stream(), with(seen, Condition.EXPIRING).stream())
                        .toList());
        try {
            World.ask(GuardActivities.class, "Tell the fleet's breaker what was seen", READING)
                    .seen(told);
        } catch (ActivityFailure failure) {
            // The next survey tells it again; what was seen must reach whoever asked for this one.
            LOG.warn("The fleet's breaker was not told what was seen: {}", Failing.lastSeen(failure));
        }
    }

    private static List<String> with(Map<String, SurveyEntry> seen, Condition condition) {
        return seen.values().stream()
                .filter(entry -> entry.diagnosis().condition() == condition)
                .map(SurveyEntry::cluster)
                .sorted()
                .toList();
    }

    private static List<SurveyEntry> inOrder(List<String> clusters, Map<String, SurveyEntry> seen) {
        return clusters.stream().filter(seen::containsKey).map(seen::get).toList();
    }
}
