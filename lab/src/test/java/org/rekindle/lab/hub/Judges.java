// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rekindle.lab.realhubs.Visitor;

/**
 * Clients of JupyterHub and BinderHub that are not ours: {@code jhub-client}, which 2i2c's health check uses, and
 * {@code @jupyterhub/binderhub-client}, by which mybinder.org's page launches. What they take for a hub is one.
 */
final class Judges {

    private static final long PATIENCE_SECONDS = 300;

    private final PinnedPrograms programs;
    private final Path folder;
    private final List<String> prefix;
    private final Map<String, String> environment;

    private Judges(Path folder, List<String> prefix, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.programs = PinnedPrograms.install("judges");
        this.folder = folder;
        this.prefix = prefix;
        this.environment = environment;
    }

    /**
     * Of hubs on this machine.
     *
     * @param folder where their scripts and what they say are written
     */
    static Judges on(Path folder) throws IOException, InterruptedException {
        return new Judges(folder, List.of(), Map.of());
    }

    /**
     * Of hubs that are reached by their public names.
     *
     * @param authority the file of the one that signs what is public, in PEM: Python trusts no other one, Node trusts it too
     */
    static Judges visiting(Path folder, Path authority) throws IOException, InterruptedException {
        return new Judges(
                folder,
                Visitor.command(),
                Map.of("SSL_CERT_FILE", authority.toString(), "NODE_EXTRA_CA_CERTS", authority.toString()));
    }

    /** Makes a user, runs a cell on the user's server, and takes both away; gives what the cell printed. */
    String runCell(URI hub, String token, String user) throws IOException, InterruptedException {
        return String.join(
                "\n",
                said(
                        Map.of("JUPYTERHUB_API_TOKEN", token),
                        programs.file("venv/bin/python"),
                        programs.copy("run_cell.py", folder).toString(),
                        hub.toString(),
                        user));
    }

    /** Builds and launches a repository; gives the phases that it saw, each once. */
    List<String> launch(URI binder, String spec) throws IOException, InterruptedException {
        // A module is looked for beside the script.
        Path script = programs.copy("launch.mjs", Path.of(programs.file("")));
        return said(Map.of(), "node", script.toString(), binder.toString(), spec).stream()
                .distinct()
                .toList();
    }

    private List<String> said(Map<String, String> secrets, String... command) throws IOException, InterruptedException {
        ProcessBuilder judge = new ProcessBuilder(
                Stream.concat(prefix.stream(), Stream.of(command)).toList());
        judge.environment().putAll(environment);
        judge.environment().putAll(secrets);
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
