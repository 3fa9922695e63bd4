// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the programs and folders of commands are on this machine. */
public final class Programs {

    private Programs() {}

    /**
     * Why something cannot be used.
     *
     * @param problem such as {@code there is no file /x}
     * @param cure what to do
     */
    public record Fault(String problem, String cure) {}

    /** Why a program cannot be started; one without a slash is looked for by {@code PATH}. */
    public static Optional<Fault> fault(String program) {
        if (!program.contains("/")) {
            return byPath(program);
        }
        Path file = Path.of(program);
        if (!Files.isRegularFile(file)) {
            return Optional.of(new Fault("there is no file " + file, "correct the path, or put the program there"));
        }
        if (!Files.isExecutable(file)) {
            return Optional.of(new Fault(file + " may not be executed", "run chmod +x " + file));
        }
        return Optional.empty();
    }

    private static Optional<Fault> byPath(String program) {
        boolean found = Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        if (found) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "there is no program `" + program + "` on PATH",
                "install it on the worker's machine, or write its path with a slash, such as ./" + program));
    }

    /** Why a folder cannot be worked in. */
    public static Optional<Fault> folderFault(String folder) {
        if (Files.isDirectory(Path.of(folder))) {
            return Optional.empty();
        }
        return Optional.of(new Fault("there is no folder " + folder, "correct the path, or make the folder"));
    }
}
