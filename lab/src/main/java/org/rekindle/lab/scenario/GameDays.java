// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Plays many game days, some of them at a time. */
public final class GameDays {

    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

    private GameDays() {}

    /**
     * Plays them.
     *
     * @param folder for the files of all of them, each in a folder of its name
     * @param whenDone gets each result as soon as it is there, on many threads
     * @return all results, in the order of the scenarios
     */
    public static List<GameDayResult> play(
            List<Scenario> scenarios, Path folder, Talk talk, Consumer<GameDayResult> whenDone)
            throws IOException, InterruptedException {
        List<Callable<GameDayResult>> days = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Path own = Files.createDirectories(folder.resolve(scenario.name()));
            days.add(() -> {
                GameDayResult result = GameDay.play(scenario, own, talk);
                whenDone.accept(result);
                return result;
            });
        }
        return Parallel.all(AT_A_TIME, days);
    }
}
