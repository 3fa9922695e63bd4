// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.nio.file.Path;
import org.rekindle.worker.fleet.FleetFile;
import picocli.CommandLine.Option;

/** Which fleet file is used. */
public final class FleetOption {

    @Option(
            names = {"-f", "--fleet"},
            paramLabel = "FILE",
            defaultValue = "${env:REKINDLE_FLEET:-fleet.yaml}",
            description = "The fleet file (default: REKINDLE_FLEET, else fleet.yaml).")
    private Path file = Path.of("fleet.yaml");

    /**
     * Reads it.
     *
     * @throws org.rekindle.worker.fleet.FaultyFile with every fault at once
     */
    public FleetFile read() {
        return FleetFile.read(file);
    }
}
