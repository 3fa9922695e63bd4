// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.SealedSweep;

/**
 * Keeps the lists that were shown, by their hash. So an approver approves exactly a list that was shown, and a later look
 * can find what has changed since. A mark beside a list says that its sweep has begun, and who approved it.
 */
final class SealedSweeps {

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path folder;

    SealedSweeps(Path stateFolder) {
        this.folder = stateFolder.resolve("sweeps");
    }

    /**
     * Who approved the sweep of a list, and when.
     *
     * @param signature as {@code ssh-keygen -Y sign} writes it; null for an approval by name alone
     */
    record SweepApproval(String by, Instant at, @Nullable String signature) {}

    void keep(SealedSweep sweep) {
        write(list(sweep.sha256()), sweep);
    }

    /** @param sha256 in full, hexadecimal: it becomes a file's name */
    Optional<SealedSweep> find(String sha256) {
        Path file = list(sha256);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            SealedSweep found = json.readValue(file.toFile(), SealedSweep.class);
            return Optional.of(new SealedSweep(found.list(), sha256));
        } catch (IOException | RuntimeException e) {
            throw new CliFailure(ExitCode.FAILED, "The sealed list " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean hasBegun(String sha256) {
        return Files.exists(mark(sha256));
    }

    void begin(String sha256, SweepApproval approval) {
        write(mark(sha256), approval);
    }

    private Path list(String sha256) {
        return folder.resolve(sha256 + ".json");
    }

    private Path mark(String sha256) {
        return folder.resolve(sha256 + ".begun.json");
    }

    private void write(Path file, Object value) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path draft = Files.createTempFile(folder, ".draft-", ".json");
            try {
                json.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), value);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.FAILED, "Nothing was deleted: " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
