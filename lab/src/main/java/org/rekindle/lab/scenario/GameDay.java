// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.api.history.v1.History;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.StuckStep;
import org.rekindle.workflows.model.run.TimelineEntry;

/** Plays one scenario to its end on time that is skipped, and holds it against what must come of it. */
public final class GameDay {

    /**
     * How often people look when a workflow has a child that may end meanwhile: once it has ended, the server in memory skips no more
     * time, and what is left of a pause is waited for in earnest.
     */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

    /** How often in a row a run may not answer: on a busy machine an answer may come too late. */
    private static final int MOST_SILENCES = 20;

    private final Scenario scenario;
    private final @Nullable FleetFile fleet;
    private final PlayConditions conditions;
    private final Path folder;
    private final Talk talk;
    private final List<String> asked = new ArrayList<>();
    private int said;
    private int silences;

    private GameDay(Scenario scenario, @Nullable FleetFile fleet, PlayConditions conditions, Path folder, Talk talk) {
        this.scenario = scenario;
        this.fleet = fleet;
        this.conditions = conditions;
        this.folder = folder;
        this.talk = talk;
    }

    /**
     * Plays it in the simulated cloud.
     *
     * @param folder for all files of the run; must be there
     */
    public static GameDayResult play(Scenario scenario, Path folder, Talk talk) throws IOException {
        return play(scenario, PlayConditions.undisturbed(), folder, talk);
    }

    /** Plays it under other conditions. */
    public static GameDayResult play(Scenario scenario, PlayConditions conditions, Path folder, Talk talk)
            throws IOException {
        return new GameDay(scenario, null, conditions, folder, talk).play();
    }

    /** Plays it by a fleet file that is there already, and not by the one that the scenario has. */
    public static GameDayResult play(Scenario scenario, FleetFile fleet, Path folder, Talk talk) throws IOException {
        return new GameDay(scenario, fleet, PlayConditions.undisturbed(), folder, talk).play();
    }

    private GameDayResult play() throws IOException {
        double began = talk.seconds();
        try (SimulatedEnvironment environment = new SimulatedEnvironment(scenario, fleet, conditions, folder)) {
            Testbed testbed = environment.testbed();
            Set<String> first = Set.copyOf(testbed.clusters().keySet());
            Recoveries recoveries =
                    TemporalRecoveries.over(environment.temporal().getWorkflowClient());
            Judge judge = new Judge(scenario);
            Beginning beginning = Beginning.of(scenario, environment, recoveries, judge);
            RecoveryView end = follow(environment, recoveries, judge);
            beginning.afterTheEnd();
            WorkflowClient client = environment.temporal().getWorkflowClient();
            List<History> histories = beginning.runs().stream()
                    .map(run -> client.fetchHistory(Identifiers.workflowId(end.cluster()), run)
                            .getHistory())
                    .toList();
            judge.run(end);
            Approvals approvals =
                    Approvals.of(histories, client.getOptions().getDataConverter(), scenario.preApproved());
            if (conditions.disturbed()) {
                testbed.settle();
                judge.disturbedCloud(testbed, first, end, environment.exchanges(), approvals);
            } else {
                judge.cloud(testbed.mutations(), testbed.clusters().size(), approvals);
            }
            judge.report(end.report() == null ? "" : Files.readString(Path.of(end.report())));
            messages(judge, environment);
            judge.runs(histories.size());
            long events = histories.get(histories.size() - 1).getEventsCount();
            judge.history(events);
            return new GameDayResult(
                    scenario.id(),
                    scenario.name(),
                    Judge.remedies(end),
                    end.outcome(),
                    took(end),
                    destroyed(testbed.mutations().all(), first),
                    asked,
                    events,
                    Math.round((talk.seconds() - began) * 10) / 10.0,
                    judge.violations(),
                    environment.exchanges(),
                    end);
        }
    }

    private static void messages(Judge judge, SimulatedEnvironment environment) throws IOException {
        try {
            judge.messages(environment.messages());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while people are told");
        }
    }

    private RecoveryView follow(SimulatedEnvironment environment, Recoveries recoveries, Judge judge)
            throws IOException {
        Clock clock = environment.clock();
        ConcurrentChanges changes =
                new ConcurrentChanges(scenario, environment.testbed(), folder.resolve("fleet.yaml"), talk);
        People people = new People(scenario, recoveries, talk, clock, new LabKeys(folder.resolve("keys")), asked -> {});
        Instant last = clock.instant().plus(conditions.patience());
        RecoveryView view = recoveries.view(scenario.start().recover());
        while (view.outcome() == null && clock.instant().isBefore(last)) {
            String problem = changes.happens(view, people.approvals()) ? null : answer(people, view);
            if (problem != null) {
                judge.add(problem);
                return view;
            }
            environment.temporal().sleep(pause(view));
            view = look(recoveries, view);
            say(view.timeline());
        }
        String missed = changes.missed();
        if (missed != null) {
            judge.add(missed);
        }
        if (view.outcome() == null) {
            judge.add("The run has not ended within " + Text.of(conditions.patience()) + "; it waits for "
                    + view.waitingFor() + ".");
        }
        return view;
    }

    private Duration pause(RecoveryView view) {
        boolean endsSoon = scenario.notices() != null && view.phase() != Phase.AWAITING_APPROVAL;
        if (scenario.start().survey() || endsSoon) {
            return SHORT_PAUSE;
        }
        return conditions.pause();
    }

    /** How the run stands; how it stood before when it does not answer. */
    private RecoveryView look(Recoveries recoveries, RecoveryView before) {
        try {
            RecoveryView view = recoveries.view(scenario.start().recover());
            silences = 0;
            return view;
        } catch (RunFailure busy) {
            silences++;
            if (silences > MOST_SILENCES) {
                throw busy;
            }
            talk.say(String.valueOf(busy.getMessage()));
            return before;
        }
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

    private void say(List<TimelineEntry> timeline) {
        for (; said < timeline.size(); said++) {
            talk.say("  " + timeline.get(said).at() + " " + timeline.get(said).what());
        }
    }

    private static Duration took(RecoveryView view) {
        List<TimelineEntry> timeline = view.timeline();
        if (timeline.isEmpty()) {
            return Duration.ZERO;
        }
        return Duration.between(
                view.startedAt(), timeline.get(timeline.size() - 1).at());
    }

    private static List<String> destroyed(List<Mutation> mutations, Set<String> first) {
        return mutations.stream()
                .filter(each -> each.kind() == Mutation.Kind.DELETE && !each.refused())
                .map(each -> each.name() + (first.contains(each.clusterUuid()) ? "" : " (made by the run)"))
                .toList();
    }
}
