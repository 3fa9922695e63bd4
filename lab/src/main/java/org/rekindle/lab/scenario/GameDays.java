// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays many game days, some of them at a time: each waits for its own threads most of the time. */
public final class GameDays {

    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

    private GameDays() {}

    /**
     * Plays them.
     *
     * @param folder for the files of all of them, each in a folder of its name
     * @param whenDone told of each as it ends, by many threads
     * @return all results, in the order of the scenarios
     */
    public static List<GameDayResult> play(
            List<Scenario> scenarios, Path folder, Talk talk, Consumer<GameDayResult> whenDone)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<GameDayResult>> playing = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                Path own = Files.createDirectories(folder.resolve(scenario.name()));
                playing.add(threads.submit(() -> {
                    GameDayResult result = GameDay.play(scenario, own, talk);
                    whenDone.accept(result);
                    return result;
                }));
            }
            List<GameDayResult> results = new ArrayList<>();
            for (Future<GameDayResult> each : playing) {
                results.add(each.get());
            }
            return List.copyOf(results);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A game day broke off: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
