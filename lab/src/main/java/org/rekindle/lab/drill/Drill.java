// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many runs, each by its own seed, some of them at a time. */
public final class Drill {

    /** A server in memory keeps every history; a new one forgets. */
    private static final int RUNS_IN_ONE_HOUSE = 25;

    private Drill() {}

    /**
     * Plays runs.
     *
     * @param first the first seed; the others follow it
     * @param folder for the files of the runs
     * @param stage where they take place
     * @param whenDone told of each run as it ends, by many threads
     * @return all runs, by their seeds
     */
    public static List<DrillRun> play(long first, int runs, Path folder, Stage stage, Consumer<DrillRun> whenDone)
            throws IOException, InterruptedException {
        AtomicLong next = new AtomicLong(first);
        ConcurrentLinkedQueue<DrillRun> done = new ConcurrentLinkedQueue<>();
        int lanes = Math.min(stage.atATime(), runs);
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                Path own = Files.createDirectories(folder.resolve("lane-" + lane));
                working.add(threads.submit(() -> {
                    lane(next, first + runs, own, stage, run -> {
                        done.add(run);
                        whenDone.accept(run);
                    });
                    return null;
                }));
            }
            for (Future<?> each : working) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "A run broke off, which says nothing about what was to be tried: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return done.stream().sorted(Comparator.comparing(DrillRun::seed)).toList();
    }

    private static void lane(AtomicLong next, long end, Path folder, Stage stage, Consumer<DrillRun> whenDone)
            throws IOException {
        long seed = next.getAndIncrement();
        while (seed < end) {
            try (House house = new House(folder, stage)) {
                for (int run = 0; run < RUNS_IN_ONE_HOUSE && seed < end; run++) {
                    whenDone.accept(house.play(seed, Errand.of(seed), stage.fate(seed)));
                    seed = next.getAndIncrement();
                }
            }
        }
    }
}
