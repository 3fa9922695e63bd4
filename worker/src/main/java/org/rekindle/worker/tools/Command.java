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

/** Runs a command to its end. */
public final class Command {
    private static final Duration SHORT = Duration.ofSeconds(20);

    private Command() {}

    /**
     * What a short command printed, on either stream; empty when it cannot be started, fails, or does not end in 20 s.
     *
     * @throws ToolUnavailableException when interrupted
     */
    public static Optional<String> output(List<String> command) {
        try {
            // A file and not a pipe: what the command leaves running behind it would keep a pipe open.
            Path printed = Files.createTempFile("rekindle-command", ".txt");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
                if (endsWell(builder, SHORT)) {
                    return Optional.of(Files.readString(printed).strip());
                }
                return Optional.empty();
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Runs a command that has to work.
     *
     * @param builder without a place for its errors
     * @param errors where they are written
     * @throws ToolUnavailableException when it fails, does not end in time or is interrupted; the message has its errors
     */
    static void run(ProcessBuilder builder, Duration patience, Path errors) throws IOException {
        if (!endsWell(builder.redirectError(errors.toFile()), patience)) {
            throw new ToolUnavailableException(String.join(" ", builder.command()) + " failed, or did not end in "
                    + patience.toMinutes() + " min: " + Files.readString(errors));
        }
    }

    private static boolean endsWell(ProcessBuilder builder, Duration patience) throws IOException {
        Process process = builder.redirectInput(new File("/dev/null")).start();
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while running " + String.join(" ", builder.command()), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
