// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.rekindle.lab.proxy.Fate;

/** The simulated cloud, on time that is skipped. */
public final class PaperStage implements Stage {

    private static final Human.Habit HABIT = new Human.Habit(Duration.ofMinutes(5), Duration.ofDays(4));

    @Override
    public boolean skipsTime() {
        return true;
    }

    /** A run waits for its own threads most of the time. */
    @Override
    public int atATime() {
        return 3 * Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Fate fate(long seed) {
        return Fate.bySeed(seed);
    }

    @Override
    public Human.Habit habit() {
        return HABIT;
    }

    @Override
    public Ground ground(String id, Errand errand, Fate fate, Clock temporal, Path folder) throws IOException {
        return new PaperGround(id, errand, fate, temporal, folder);
    }
}
