// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file that says which lab stands; it is there only while one does. */
final class StandingFile {

    private static final JsonMapper JSON = new JsonMapper();

    private StandingFile() {}

    /** The lab that stands, if its process is still there. */
    static Optional<Standing> read() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Standing standing = JSON.readValue(file.toFile(), Standing.class);
        return ProcessHandle.of(standing.pid()).filter(ProcessHandle::isAlive).map(alive -> standing);
    }

    static void write(Standing standing) throws IOException {
        Path draft = file().resolveSibling("lab.json.new");
        JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), standing);
        Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    static void remove() throws IOException {
        Files.deleteIfExists(file());
    }

    private static Path file() {
        return LabFolders.ofStanding().resolve("lab.json");
    }
}
