// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a short command and reads what it prints. */
final class Command {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Command() {}

    /**
     * What the command printed, on either stream; empty when it cannot be started, fails, or does not end in 20 s.
     *
     * @throws ToolUnavailableException when interrupted
     */
    static Optional<String> output(List<String> command) {
        try {
            // A file and not a pipe: what the command leaves running behind it would keep a pipe open.
            Path printed = Files.createTempFile("rekindle-command", ".txt");
            try {
                return run(command, printed)
                        ? Optional.of(Files.readString(printed).strip())
                        : Optional.empty();
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean run(List<String> command, Path printed) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        try {
            return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while asking " + command.get(0), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
