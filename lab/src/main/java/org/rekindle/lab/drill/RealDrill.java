// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.rekindle.lab.proxy.FaultPolicy;
import org.rekindle.lab.realopenstack.RealOpenStackLab;
import org.rekindle.lab.scenario.PlayConditions;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.ToolFinder;

/** A real OpenStack with a project for each run, on time as it passes. */
public final class RealDrill implements DrillSetup, AutoCloseable {

    /** Trouble is over sooner than in life, as the cloud is sooner done. */
    private static final double SPEED_UP = 20;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    private final RealOpenStackLab lab;
    private final int atATime;

    /**
     * Starts it.
     *
     * @param first the first seed; the others follow it
     * @param atATime how many runs there may be at a time
     */
    public RealDrill(long first, int runs, int atATime, Path folder, ToolFinder tools, Progress progress)
            throws IOException {
        this.atATime = atATime;
        this.lab = new RealOpenStackLab(
                SharedTemplates.forProjects(
                        scenarioOf(Drill.nameOf(first)).world(),
                        LongStream.range(first, first + runs)
                                .mapToObj(Drill::idOf)
                                .toList()),
                folder,
                tools,
                progress);
    }

    @Override
    public int atATime() {
        return atATime;
    }

    @Override
    public Scenario scenario(String name) {
        return scenarioOf(name);
    }

    private static Scenario scenarioOf(String name) {
        return Scenarios.find(name, "drill-real-openstack");
    }

    @Override
    public PlayConditions conditions(long seed) {
        String id = Drill.idOf(seed);
        return new PlayConditions(
                (scenario, temporal, folder) -> new RealTestbed(id, scenario, lab, folder),
                FaultPolicy.bySeed(seed, SPEED_UP),
                true,
                false,
                PAUSE,
                PATIENCE);
    }

    @Override
    public void close() {
        lab.close();
    }
}
