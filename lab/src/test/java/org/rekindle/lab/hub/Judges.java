// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients of JupyterHub and BinderHub that are not ours: {@code jhub-client}, which 2i2c's health check uses, and
 * {@code @jupyterhub/binderhub-client}, by which mybinder.org's page launches. What they take for a hub is one.
 */
final class Judges {

    private static final long PATIENCE_SECONDS = 180;

    private final PinnedPrograms programs;
    private final Path folder;

    /** @param folder where their scripts and what they say are written */
    Judges(Path folder) throws IOException, InterruptedException {
        this.programs = PinnedPrograms.install("judges");
        this.folder = folder;
    }

    /** Makes a user, runs a cell on the user's server, and takes both away; gives what the cell printed. */
    String runCell(URI hub, String token, String user) throws IOException, InterruptedException {
        ProcessBuilder judge = new ProcessBuilder(
                programs.file("venv/bin/python"),
                programs.copy("run_cell.py", folder).toString(),
                hub.toString(),
                user);
        judge.environment().put("JUPYTERHUB_API_TOKEN", token);
        return String.join("\n", said(judge));
    }

    /** Builds and launches a repository; gives the phases that it saw, each once. */
    List<String> launch(URI binder, String spec) throws IOException, InterruptedException {
        // A module is looked for beside the script.
        Path script = programs.copy("launch.mjs", Path.of(programs.file("")));
        ProcessBuilder judge = new ProcessBuilder("node", script.toString(), binder.toString(), spec);
        return said(judge).stream().distinct().toList();
    }

    private List<String> said(ProcessBuilder judge) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "judge", ".out");
        Path errors = Files.createTempFile(folder, "judge", ".log");
        judge.environment().put("PATH", programs.path());
        Process process = judge.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after " + PATIENCE_SECONDS + " s: " + Files.readString(errors));
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + Files.readString(errors));
        }
        return Files.readAllLines(output);
    }
}
