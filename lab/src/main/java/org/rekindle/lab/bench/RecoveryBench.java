// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.scenario.LabEnvironment;
import org.rekindle.lab.scenario.LabResult;
import org.rekindle.lab.scenario.LabRun;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.ToolFinder;

/**
 * Measures a recovery three times over the same world: as it is, with the worker killed again and again, and by a plain
 * shell loop.
 */
public final class RecoveryBench {

    private static final Duration KILL_EVERY = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long SEED = 1;

    private RecoveryBench() {}

    /**
     * The figures.
     *
     * @param secondsBeyondCloud what the recovery took beyond what the cloud itself took
     * @param secondsBeyondCloudPlainLoop the same for the plain loop, which asks no one and proves less
     * @param phaseSeconds the recovery by phase, the cloud's own time in it
     * @param resumeSeconds from each kill -9 of the worker until its work went on
     * @param workerMemoryMiB the most resident memory that the worker ever had
     */
    public record Figures(
            double secondsBeyondCloud,
            double secondsBeyondCloudPlainLoop,
            Map<String, Double> phaseSeconds,
            List<Double> resumeSeconds,
            long historyEvents,
            long historyEventsWithKills,
            long workerMemoryMiB,
            List<String> violations) {}

    /** Runs all three, one after the other. */
    public static Figures measure(Path folder, Talk talk) throws IOException, InterruptedException {
        Scenario scenario = Scenarios.find("incident-wise");
        talk.say("1 of 3: " + scenario.name());
        LabResult calm = play(scenario, folder.resolve("calm"), null, talk);
        talk.say("2 of 3: the same with kill -9 of the worker about every " + KILL_EVERY.toSeconds() + " s");
        LabResult killed = play(scenario, folder.resolve("killed"), KILL_EVERY, talk);
        talk.say("3 of 3: a plain shell loop");
        double plainLoop = plainLoop(scenario, folder.resolve("loop"), talk);
        List<String> violations = new ArrayList<>(calm.violations());
        violations.addAll(killed.violations());
        return new Figures(
                calm.totalSeconds() - calm.cloudSeconds(),
                plainLoop,
                calm.phaseSeconds(),
                killed.resumeSeconds(),
                calm.historyEvents(),
                killed.historyEvents(),
                calm.workerMemoryMiB(),
                List.copyOf(violations));
    }

    private static LabResult play(Scenario scenario, Path folder, @Nullable Duration killEvery, Talk talk)
            throws IOException, InterruptedException {
        return new LabRun(
                        scenario,
                        new LabRun.Settings(
                                OpenStackKind.SIMULATED, HubsKind.SIMULATED, folder, killEvery, null, SEED, LONGEST),
                        talk)
                .play();
    }

    private static double plainLoop(Scenario scenario, Path folder, Talk talk)
            throws IOException, InterruptedException {
        ToolFinder tools = ToolFinder.create();
        Path helm = tools.ensure(LabTools.HELM, talk::say);
        try (LabEnvironment house =
                new LabEnvironment(scenario, OpenStackKind.SIMULATED, HubsKind.SIMULATED, folder, tools, talk)) {
            return PlainLoop.secondsBeyondCloud(scenario, house, helm, POLL);
        }
    }
}
