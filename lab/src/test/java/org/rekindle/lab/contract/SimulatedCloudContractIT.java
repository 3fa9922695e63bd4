// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.Faults;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.PaperMachines;
import org.rekindle.lab.cloud.SimulatedOpenStack;

/** The contract, held by the simulated cloud. */
final class SimulatedCloudContractIT extends CloudContract {
    private static final double SPEED_UP = 240;

    @TempDir
    private static Path folder;

    private @Nullable SimulatedOpenStack cloud;

    @Override
    Path cloudsYaml() throws Exception {
        cloud = new SimulatedOpenStack(
                ContractWorld.world(), new PaperMachines(), LabClock.fasterBy(SPEED_UP), Faults.none());
        Path file = folder.resolve("clouds.yaml");
        cloud.writeCloudsYaml(file);
        return file;
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(30);
    }

    @AfterAll
    void close() {
        if (cloud != null) {
            cloud.close();
        }
    }
}
