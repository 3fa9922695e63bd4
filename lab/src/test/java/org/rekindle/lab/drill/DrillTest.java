// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.lab.proxy.Fate;

final class DrillTest {

    /** The thousand are for {@code rekindle lab faults}. */
    private static final int RUNS = 96;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Errand.class)
    void everyErrandEndsAsItShouldAndAsksNobodyWhenThereIsNoTrouble(Errand errand) throws Exception {
        try (House house = new House(folder)) {
            DrillRun run = house.play(1, errand, new Fate(1, List.of(), 0, 0));

            assertThat(run.violations()).isEmpty();
            assertThat(run.stuck()).isEmpty();
        }
    }

    @Test
    void whateverHappensOnTheWayEverythingHolds() throws Exception {
        List<DrillRun> runs = Drill.play(1, RUNS, folder, run -> {});

        assertThat(runs).hasSize(RUNS);
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.violations())
                        .as("seed %d, %s: %s", run.seed(), run.errand(), run.passages())
                        .isEmpty());
    }
}
