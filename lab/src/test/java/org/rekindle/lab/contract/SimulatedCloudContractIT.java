// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.RecordingMachines;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;

/** The contract, held by the simulated cloud. */
final class SimulatedCloudContractIT extends CloudContract {
    private static final double SPEED_UP = 240;

    @TempDir
    private static Path folder;

    private @Nullable SimulatedOpenStack cloud;

    @Override
    Path cloudsYaml() throws Exception {
        cloud = new SimulatedOpenStack(
                ContractFixture.world(), new RecordingMachines(), LabClock.fasterBy(SPEED_UP), CloudFaults.none());
        Path file = folder.resolve("clouds.yaml");
        cloud.writeCloudsYaml(file);
        return file;
    }

    @Override
    CloudVolumes volumes() {
        return Objects.requireNonNull(cloud, "the cloud runs").blockStorage();
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
