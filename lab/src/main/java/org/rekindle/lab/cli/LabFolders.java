// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rekindle.lab.process.OwnCommand;

/** Where the lab keeps its files: {@code .rekindle/lab} beside the launcher. */
final class LabFolders {

    private static final int RUNS_KEPT = 10;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private LabFolders() {}

    /** A new folder for a run; the oldest runs' folders make room. */
    static Path ofRun(String scenario) throws IOException {
        Path runs = home().resolve("runs");
        Files.createDirectories(runs);
        prune(runs);
        String stamp = LocalDateTime.now(Clock.system(ZoneOffset.UTC)).format(STAMP);
        return Files.createDirectory(runs.resolve(stamp + "-" + scenario.replaceAll("[^A-Za-z0-9-]", "-")));
    }

    /** The folder of the lab that {@code lab up} starts. */
    static Path ofStanding() {
        return home().resolve("up");
    }

    private static Path home() {
        return OwnCommand.home().resolve(".rekindle").resolve("lab");
    }

    private static void prune(Path runs) throws IOException {
        List<Path> all;
        try (Stream<Path> folders = Files.list(runs)) {
            all = folders.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path old : all.subList(Math.min(RUNS_KEPT - 1, all.size()), all.size())) {
            remove(old);
        }
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
