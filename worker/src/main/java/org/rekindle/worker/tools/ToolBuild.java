// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Builds a tool by {@code go build} from its pinned module, which travels in the jar. */
final class ToolBuild {
    static final String GET_GO =
            "Install Go 1.21 or later (https://go.dev/dl/, or your distribution's golang package) and put go on PATH; "
                    + "it fetches the newer toolchain that a module asks for by itself.";

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Path go;

    ToolBuild(Path go) {
        this.go = go;
    }

    /**
     * The tool, in the work folder.
     *
     * @throws ToolUnavailableException when the build fails; the message ends with the last lines of the log
     */
    Path build(ToolSpec spec, Path work, Path log, Progress progress) throws IOException {
        ModuleSource module = ModuleSource.layDown(go, spec.module(), work.resolve("module"));
        ToolSpec.@Nullable Patch patch = spec.patch();
        if (patch != null) {
            progress.say(spec.name() + " " + spec.version() + ": patching " + patch.module() + " with " + patch.file());
            ModulePatch.apply(spec, patch, module, work);
        }
        Path built = work.resolve(spec.name());
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command(spec, built))
                .directory(module.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // A workspace above the cache folder would replace the pinned versions.
        builder.environment().put("GOWORK", "off");
        Process process = builder.start();
        try {
            follow(process, spec, log, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while building " + spec.name(), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new ToolUnavailableException(
                    spec.name() + " " + spec.version() + " could not be built (go ended with " + process.exitValue()
                            + "); the whole log is " + log + " and ends with:\n" + tail(log, 8));
        }
        return built;
    }

    private List<String> command(ToolSpec spec, Path built) {
        @Nullable String flags = spec.linkerFlags();
        return List.of(
                go.toString(),
                "build",
                // go.sum proves something only when the build may not write it.
                "-mod=readonly",
                "-buildvcs=false",
                "-trimpath",
                // What a debugger reads takes a tenth of the time, and the linker drops it.
                "-gcflags=all=-dwarf=false",
                "-ldflags",
                flags == null ? "-s -w" : "-s -w " + flags,
                "-o",
                built.toString(),
                spec.goPackage());
    }

    private static void follow(Process process, ToolSpec spec, Path log, Progress progress)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        String what = spec.name() + " " + spec.version() + ": ";
        progress.say(
                what + "building, about " + spec.minutes() + " min on two cores the first time (log: " + log + ")");
        while (!process.waitFor(BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (elapsed.compareTo(PATIENCE) > 0) {
                throw new ToolUnavailableException(what + "not built after " + PATIENCE.toMinutes()
                        + " min, so the build was stopped; the log is " + log);
            }
            progress.say(what + "building, " + elapsed.toSeconds() + " s; " + doing(log));
        }
        progress.say(what + (process.exitValue() == 0 ? "built in " : "failed after ")
                + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    }

    /** Go says what it fetches, and is silent while it compiles. */
    private static String doing(Path log) throws IOException {
        long fetched;
        try (var lines = Files.lines(log)) {
            fetched = lines.filter(line -> line.startsWith("go: downloading")).count();
        }
        return fetched == 0 ? "compiling" : "compiling, " + fetched + " modules fetched";
    }

    private static String tail(Path log, int count) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
