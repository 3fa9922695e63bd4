// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.realopenstack.RealOpenStackLab;
import org.rekindle.worker.tools.ToolFinder;

/** The contract, held by a real Keystone, a real Magnum and the real controllers of Cluster API. */
@Tag("real-openstack")
final class RealOpenStackContractIT extends CloudContract {

    @TempDir
    private static Path folder;

    private @Nullable RealOpenStackLab lab;

    @Override
    Path cloudsYaml() throws Exception {
        lab = new RealOpenStackLab(ContractFixture.world(), folder, ToolFinder.create(), System.out::println);
        return lab.cloudsFile();
    }

    @Override
    CloudVolumes volumes() {
        return Objects.requireNonNull(lab, "the cloud runs").blockStorage();
    }

    @Override
    Duration patience() {
        return Duration.ofMinutes(5);
    }

    @AfterAll
    void close() {
        if (lab != null) {
            lab.close();
        }
    }
}
