// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.api.history.v1.History;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterSnapshot;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.StuckStep;
import org.rekindle.workflows.model.TimelineEntry;

/** Plays one scenario to its end on time that is skipped, and holds it against what must come of it. */
public final class GameDay {

    /** How often the people of the scenario look. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /**
     * How often they do when a survey has started the run: once such a child has ended, the server in memory skips no more time, and
     * what is left of a pause is waited for in earnest.
     */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

    /** After which a run counts as one that never ends. */
    private static final Duration PATIENCE = Duration.ofDays(6);

    private final Scenario scenario;
    private final @Nullable FleetFile fleet;
    private final Path folder;
    private final Talk talk;
    private final List<String> asked = new ArrayList<>();
    private int told;

    private GameDay(Scenario scenario, @Nullable FleetFile fleet, Path folder, Talk talk) {
        this.scenario = scenario;
        this.fleet = fleet;
        this.folder = folder;
        this.talk = talk;
    }

    /**
     * Plays it.
     *
     * @param folder for all files of the run; must be there
     */
    public static GameDayResult play(Scenario scenario, Path folder, Talk talk) throws IOException {
        return new GameDay(scenario, null, folder, talk).play();
    }

    /** Plays it by a fleet file that is there already, and not by the one that the scenario has. */
    public static GameDayResult play(Scenario scenario, FleetFile fleet, Path folder, Talk talk) throws IOException {
        return new GameDay(scenario, fleet, folder, talk).play();
    }

    private GameDayResult play() throws IOException {
        double began = talk.seconds();
        try (PaperHouse house = new PaperHouse(scenario, fleet, folder)) {
            Set<String> first = house.cloud().clusters().stream()
                    .map(ClusterSnapshot::uuid)
                    .collect(Collectors.toUnmodifiableSet());
            Recoveries recoveries = TemporalRecoveries.over(house.temporal().getWorkflowClient());
            Judge judge = new Judge(scenario);
            Beginning beginning = Beginning.of(scenario, house, recoveries, judge);
            RecoveryView end = follow(house, recoveries, judge);
            beginning.afterTheEnd();
            WorkflowClient client = house.temporal().getWorkflowClient();
            List<History> histories = beginning.runs().stream()
                    .map(run -> client.fetchHistory(Names.workflowId(end.cluster()), run)
                            .getHistory())
                    .toList();
            judge.run(end);
            judge.cloud(
                    house.cloud().mutations(),
                    house.cloud().clustersLeft(),
                    Leaves.of(histories, client.getOptions().getDataConverter(), scenario.preApproved()));
            judge.report(end.report() == null ? "" : Files.readString(Path.of(end.report())));
            judge.runs(histories.size());
            long events = histories.get(histories.size() - 1).getEventsCount();
            judge.history(events);
            return new GameDayResult(
                    scenario.id(),
                    scenario.name(),
                    Judge.remedies(end),
                    end.outcome(),
                    took(end),
                    destroyed(house.cloud().mutations().all(), first),
                    asked,
                    events,
                    Math.round((talk.seconds() - began) * 10) / 10.0,
                    judge.violations(),
                    end);
        }
    }

    private RecoveryView follow(PaperHouse house, Recoveries recoveries, Judge judge) {
        Clock clock = house.clock();
        Meanwhile meanwhile = new Meanwhile(scenario, house.cloud(), talk);
        People people = new People(scenario, recoveries, talk, clock);
        Instant last = clock.instant().plus(PATIENCE);
        Duration pause = scenario.start().survey() ? SHORT_PAUSE : PAUSE;
        RecoveryView view = recoveries.view(scenario.start().recover());
        while (view.outcome() == null && clock.instant().isBefore(last)) {
            String problem = meanwhile.happens(view) ? null : answer(people, view);
            if (problem != null) {
                judge.add(problem);
                return view;
            }
            house.temporal().sleep(pause);
            view = recoveries.view(scenario.start().recover());
            tell(view.timeline());
        }
        String missed = meanwhile.missed();
        if (missed != null) {
            judge.add(missed);
        }
        if (view.outcome() == null) {
            judge.add("The run has not ended within " + PATIENCE.toDays() + " days; it waits for " + view.waitingFor()
                    + ".");
        }
        return view;
    }

    private @Nullable String answer(People people, RecoveryView view) {
        StuckStep stuck = view.stuck();
        if (stuck != null) {
            asked.add(stuck.step() + ": " + stuck.reason());
        }
        try {
            return people.answer(view);
        } catch (RunFailure goneOn) {
            // The run has gone on since it was looked at, and takes no answer to what it asked before.
            talk.say(String.valueOf(goneOn.getMessage()));
            return null;
        }
    }

    private void tell(List<TimelineEntry> timeline) {
        for (; told < timeline.size(); told++) {
            talk.say("  " + timeline.get(told).at() + " " + timeline.get(told).what());
        }
    }

    private static Duration took(RecoveryView view) {
        List<TimelineEntry> timeline = view.timeline();
        return timeline.isEmpty()
                ? Duration.ZERO
                : Duration.between(
                        view.startedAt(), timeline.get(timeline.size() - 1).at());
    }

    private static List<String> destroyed(List<Mutation> mutations, Set<String> first) {
        return mutations.stream()
                .filter(each -> each.kind() == Mutation.Kind.DELETE && !each.refused())
                .map(each -> each.name() + (first.contains(each.clusterUuid()) ? "" : " (made by the run)"))
                .toList();
    }
}
