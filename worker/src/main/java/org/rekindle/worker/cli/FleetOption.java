// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rekindle.activities.approval.Signers;
import org.rekindle.worker.fleet.FleetFile;
import picocli.CommandLine.Option;

/** Which fleet file is used. */
public final class FleetOption {

    private static final Path USUAL = Path.of("fleet.yaml");

    @Option(
            names = {"-f", "--fleet"},
            paramLabel = "FILE",
            defaultValue = "${env:REKINDLE_FLEET:-fleet.yaml}",
            description = "The fleet file (default: REKINDLE_FLEET, else fleet.yaml).")
    private Path file = USUAL;

    /**
     * Reads it.
     *
     * @throws org.rekindle.worker.fleet.FaultyFile with every fault at once
     */
    public FleetFile read() {
        return FleetFile.read(file);
    }

    /** Reads what people sign approvals with, for one who may not be able to read the files of the worker. */
    Signers readSigners() {
        return FleetFile.readSigners(file);
    }

    /** Reads it where there is one; a file that was asked for by another name must be there. */
    Optional<FleetFile> readIfThere() {
        return file.equals(USUAL) && !Files.exists(file) ? Optional.empty() : Optional.of(read());
    }
}
