// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.proxy.Fate;

final class DrillTest {

    @Test
    void everyErrandEndsAsItShouldWithoutAnyTrouble(@TempDir Path folder) throws Exception {
        try (House house = new House(folder)) {
            for (Errand errand : Errand.values()) {
                long start = System.nanoTime();
                DrillRun run = house.play(errand.ordinal(), errand, new Fate(1, List.of(), 0, 0));
                System.out.println(errand + " " + (System.nanoTime() - start) / 1_000_000 + " ms " + run.outcome() + " "
                        + run.passages().size() + " " + run.stuck() + run.violations());
            }
        }
    }
}
