// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thousand are for {@code rekindle lab faults}; a few of them run with every build. */
final class DrillTest {

    private static final int RUNS = 64;

    @Test
    void whateverHappensOnTheWayEverythingHolds(@TempDir Path folder) throws Exception {
        List<DrillRun> runs = Drill.play(1, RUNS, folder, new PaperStage(), run -> {});

        assertThat(runs).extracting(DrillRun::seed).doesNotHaveDuplicates().hasSize(RUNS);
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.violations())
                        .as("seed %d, %s: %s", run.seed(), run.errand(), run.passages())
                        .isEmpty());
    }
}
