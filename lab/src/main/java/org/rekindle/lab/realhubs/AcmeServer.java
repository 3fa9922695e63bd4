// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.ToolFinder;

/** The authority by which public names get their certificates, by {@code lab/hubs/acme}: an ACME server that outlives each cluster. */
public final class AcmeServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final String ROOT = "acme-root.crt";

    private final Path root;
    private final int port;
    private final ChildProcess process;

    private AcmeServer(Path root, int port, ChildProcess process) {
        this.root = root;
        this.port = port;
        this.process = process;
    }

    /** Starts it, and returns when it answers. */
    public static AcmeServer start(PublicFiles files, ToolFinder finder, Progress progress) {
        int port = FreePorts.take();
        Path log = files.folder().resolve("acme.log");
        ChildProcess process = ChildProcess.start(
                Lifeline.best(),
                List.of(
                        HubPrograms.of("acme"),
                        files.folder().toString(),
                        String.valueOf(port),
                        String.valueOf(FreePorts.take())),
                log,
                Map.of(
                        "PROGRAMS",
                        String.valueOf(finder.ensure(LabTools.PEBBLE, progress).getParent())));
        AcmeServer server = new AcmeServer(files.folder().resolve(ROOT), port, process);
        try {
            Waiting.until(
                    "the ACME server",
                    START,
                    () -> Files.exists(server.root),
                    () -> !process.isAlive(),
                    () -> "its log is " + log);
            return server;
        } catch (RuntimeException failed) {
            server.close();
            throw new IllegalStateException(
                    "The ACME server did not start: " + String.join("\n", ChildProcess.tail(log, 15)), failed);
        }
    }

    /** Its port on the machine's loopback interface, which planes lend. */
    int port() {
        return port;
    }

    /** What a client is given, inside of a plane. */
    public URI directory() {
        return URI.create("https://acme." + PublicZone.NAME + ":" + port + "/dir");
    }

    /** The file of its root, in PEM: what a browser must trust. */
    public Path root() {
        return root;
    }

    @Override
    public void close() {
        process.kill();
    }
}
