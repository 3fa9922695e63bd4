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
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.api.SurveyFleet;
import org.rekindle.workflows.api.TeardownRateLimitActivities;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
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
        if (page != null) {
            return lookAtAll(page.clusters());
        }
        Fleet fleet = ActivityStubs.remote(FleetActivities.class, "Read the fleet file", READING)
                .list();
        if (fleet.deadMan()) {
            return lookAndReport(fleet.clusters());
        }
        return lookAtAll(fleet.clusters());
    }

    private static SurveyResult lookAndReport(List<String> clusters) {
        SurveyResult result;
        try {
            result = lookAtAll(clusters);
        } catch (ActivityFailure failure) {
            DeadManReport.failed();
            throw failure;
        }
        DeadManReport.ended(result);
        return result;
    }

    private static SurveyResult lookAtAll(List<String> clusters) {
        if (clusters.size() <= PAGE) {
            return look(clusters);
        }
        return pageByPage(clusters);
    }

    private static SurveyResult look(List<String> clusters) {
        Map<String, SurveyEntry> seen = new HashMap<>();
        Lanes.each(AT_ONCE, targets(clusters), target -> {
            seen.put(target.cluster().cluster(), SurveyLook.at(target));
            Workflow.setCurrentDetails(SurveyPage.of(inOrder(clusters, seen), clusters.size()));
        });
        clusters.forEach(cluster -> seen.computeIfAbsent(
                cluster, unknown -> SurveyLook.failed(unknown, Reason.of(ReasonCode.NOT_IN_FLEET_FILE))));
        report(seen);
        return SurveySize.fit(inOrder(clusters, seen));
    }

    private static List<SurveyTarget> targets(List<String> clusters) {
        if (clusters.isEmpty()) {
            return List.of();
        }
        return ActivityStubs.local(FleetActivities.class, "Read what is said of " + clusters.size() + " clusters")
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
            Reason notEnded =
                    SurveyLook.said(ReasonCode.PAGE_NOT_ENDED, why(failure)).with("page", number);
            return new SurveyResult(page.clusters().stream()
                    .map(cluster -> SurveyLook.failed(cluster, notEnded))
                    .toList());
        }
    }

    private static String why(ChildWorkflowFailure failure) {
        Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
        return Objects.requireNonNullElse(cause.getMessage(), "it gave no reason");
    }

    /** Reports to the teardown rate limit, which alone can see that many clusters expired at once and so have one cause. */
    private static void report(Map<String, SurveyEntry> seen) {
        FleetSighting sighting = new FleetSighting(
                with(seen, Condition.EXPIRED),
                Stream.concat(with(seen, Condition.HEALTHY).stream(), with(seen, Condition.EXPIRING).stream())
                        .toList());
        try {
            ActivityStubs.remote(
                            TeardownRateLimitActivities.class,
                            "Report what was seen to the teardown rate limit",
                            READING)
                    .seen(sighting);
        } catch (ActivityFailure failure) {
            // The next survey reports again, and what was seen must reach the caller of this one.
            LOG.warn("The teardown rate limit does not know what was seen: {}", ActivityFailures.lastSeen(failure));
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
