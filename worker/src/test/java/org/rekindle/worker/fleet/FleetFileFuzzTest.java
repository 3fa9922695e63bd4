// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a fleet file, it is read, or refused by faults that say what is wrong and how to mend it. */
final class FleetFileFuzzTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void fillTheFolder() throws IOException {
        FleetFolder.in(folder);
    }

    @FuzzTest
    void aFleetFileIsReadOrRefusedByFaults(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("fleet.yaml"), content);

        Throwable refused = catchThrowable(() -> FleetFile.read(file));

        if (refused != null) {
            assertThat(refused).isInstanceOf(FaultyFile.class);
            assertThat(((FaultyFile) refused).faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.line()).isPositive();
                assertThat(fault.problem()).isNotBlank();
                assertThat(fault.cure()).isNotBlank();
            });
        }
    }
}
