// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.rekindle.lab.scenario.GameDay;
import org.rekindle.lab.scenario.Parallel;
import org.rekindle.lab.scenario.PlayConditions;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;

/** Many runs, each by its own seed, some of them at a time. */
public final class Drill {

    private Drill() {}

    /**
     * Plays runs; their scenarios come in turn.
     *
     * @param first the first seed; the others follow it
     * @param folder for the files of the runs
     * @param setup where they take place
     * @param whenDone gets each run as it ends, on many threads
     * @return all runs, by their seeds
     */
    public static List<DrillRun> play(long first, int runs, Path folder, DrillSetup setup, Consumer<DrillRun> whenDone)
            throws InterruptedException {
        List<Callable<DrillRun>> tasks = LongStream.range(first, first + runs)
                .<Callable<DrillRun>>mapToObj(seed -> () -> {
                    DrillRun run = play(seed, setup.scenario(nameOf(seed)), setup.conditions(seed), folder);
                    whenDone.accept(run);
                    return run;
                })
                .toList();
        return Parallel.all(Math.min(setup.atATime(), runs), tasks);
    }

    /** Plays one run. */
    static DrillRun play(long seed, Scenario scenario, PlayConditions conditions, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(idOf(seed)));
        return DrillRun.of(seed, GameDay.play(scenario, conditions, own, Talk.SILENT));
    }

    /** The scenario of a seed: each comes round. */
    static String nameOf(long seed) {
        List<String> names = Scenarios.DISTURBED;
        return names.get(Math.floorMod(seed, names.size()));
    }

    /** What names the run of a seed. */
    static String idOf(long seed) {
        return "drill-" + seed;
    }
}
