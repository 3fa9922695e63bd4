// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thousand are for {@code rekindle lab faults}; a few of them run with every build, by default 64. */
final class DrillTest {

    private static final int RUNS = Integer.getInteger("rekindle.drill.runs", 64);

    @Test
    void everythingHoldsWhateverHappensOnTheWay(@TempDir Path folder) throws Exception {
        List<DrillRun> runs = Drill.play(1, RUNS, folder, new SimulatedDrill(), run -> {});

        assertThat(runs).extracting(DrillRun::seed).doesNotHaveDuplicates().hasSize(RUNS);
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.violations())
                        .as("seed %d, %s: %s", run.seed(), run.scenario(), run.exchanges())
                        .isEmpty());
    }
}
