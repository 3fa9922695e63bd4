// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.tools.Check;
import org.rekindle.worker.tools.Check.Status;
import org.rekindle.worker.tools.CheckProvider;
import org.rekindle.worker.tools.Surroundings;

final class LabChecksTest {
    @TempDir
    private Path folder;

    @Test
    void areAmongTheDoctors() {
        assertThat(ServiceLoader.load(CheckProvider.class)).hasAtLeastOneElementOfType(LabChecks.class);
    }

    @Test
    void doWithoutWhatOnlyOneTestNeeds() {
        List<Check> checks =
                new LabChecks().checks(new Surroundings(Map.of("PATH", folder.toString()), folder, "linux-amd64"));

        assertThat(checks)
                .filteredOn(
                        check -> check.name().equals("chromium") || check.name().equals("python3"))
                .hasSize(2)
                .allSatisfy(check -> {
                    assertThat(check.status()).isEqualTo(Status.OPTIONAL);
                    assertThat(check.cure()).contains("lab/install-extras");
                });
    }

    @Test
    void measureDiskMemoryAndPorts() throws IOException {
        Path meminfo = Files.writeString(folder.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable:    1048576 kB\n");

        assertThat(LabChecks.disk(folder.resolve("not/yet/there"), 1).status()).isEqualTo(Status.OK);
        assertThat(LabChecks.disk(folder, Long.MAX_VALUE).status()).isEqualTo(Status.MISSING);
        assertThat(LabChecks.memory(meminfo, 1L << 30)).satisfies(enough -> {
            assertThat(enough.status()).isEqualTo(Status.OK);
            assertThat(enough.found()).isEqualTo("1.0 GiB");
        });
        assertThat(LabChecks.memory(meminfo, (1L << 30) + 1).status()).isEqualTo(Status.OPTIONAL);
        assertThat(LabChecks.memory(folder.resolve("none"), 1).found()).contains("not shown");
        assertThat(LabChecks.ports(3).status()).isEqualTo(Status.OK);
    }
}
