// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.truth.TruthLab;
import org.rekindle.worker.tools.ToolFinder;

/** The contract, held by a real Keystone, a real Magnum and the real controllers of Cluster API. */
@Tag("truth")
final class TruthLabContractIT extends CloudContract {

    @TempDir
    private static Path folder;

    private @Nullable TruthLab lab;

    @Override
    Path cloudsYaml() throws Exception {
        lab = new TruthLab(ContractWorld.world(), folder, ToolFinder.create(), System.out::println);
        return lab.cloudsFile();
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
