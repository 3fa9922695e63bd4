// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.LongStream;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.lab.truth.TruthLab;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.ToolFinder;

/** A real OpenStack with a project for each run, on time as it passes. */
public final class RealStage implements Stage, AutoCloseable {

    /** Trouble is over sooner than in life, as the cloud is sooner done. */
    private static final double SPEED_UP = 20;

    private static final Human.Habit HABIT = new Human.Habit(Duration.ofSeconds(2), Duration.ofMinutes(45));

    private final TruthLab lab;
    private final int atATime;

    /**
     * Starts it.
     *
     * @param first the first seed; the others follow it
     * @param atATime how many runs there may be at a time
     */
    public RealStage(long first, int runs, int atATime, Path folder, ToolFinder tools, Progress progress)
            throws IOException {
        this.atATime = atATime;
        this.lab = new TruthLab(
                DrillWorld.ofProjects(LongStream.range(first, first + runs)
                        .mapToObj(House::idOf)
                        .toList()),
                folder,
                tools,
                progress);
    }

    @Override
    public boolean skipsTime() {
        return false;
    }

    @Override
    public int atATime() {
        return atATime;
    }

    @Override
    public Fate fate(long seed) {
        return Fate.bySeed(seed, SPEED_UP);
    }

    @Override
    public Human.Habit habit() {
        return HABIT;
    }

    @Override
    public Ground ground(String id, Errand errand, Fate fate, Clock temporal, Path folder) throws IOException {
        return new RealGround(id, errand, fate, temporal, lab, folder);
    }

    @Override
    public void close() {
        lab.close();
    }
}
