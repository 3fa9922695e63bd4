// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.workflows.api.SearchAttributes;

/** Temporal's development server as a process of ours, with a database file that is kept. */
public final class DevServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int SECONDS_TO_END_IN_PEACE = 10;
    /** SQLite's own file and those that it keeps beside it. */
    private static final List<String> PARTS_OF_A_DATABASE = List.of("", "-wal", "-shm", "-journal");

    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final int port;
    private final int uiPort;

    private DevServer(Process process, int port, int uiPort) {
        this.process = process;
        this.port = port;
        this.uiPort = uiPort;
    }

    /**
     * Starts the server and waits until it answers. Histories name clusters, people and addresses, so its files and the
     * folders that are made for them are the owner's alone.
     *
     * @param binary Temporal's command line tool
     * @param database the database file, made when it is not there
     * @param port of the service; 0 for a free one
     * @param uiPort of the web UI; 0 for a free one
     * @param log the file that the server's own output is appended to
     * @throws RunFailure when it does not start
     */
    public static DevServer start(Path binary, Path database, int port, int uiPort, Path log) {
        int service = chosen(port);
        int ui = chosen(uiPort);
        try {
            OwnFiles.makeFolder(folderOf(database));
            OwnFiles.makeFolder(folderOf(log));
            OwnFiles.makeFile(log);
            for (String part : PARTS_OF_A_DATABASE) {
                OwnFiles.close(database.resolveSibling(database.getFileName() + part));
            }
            Process process = new ProcessBuilder(OwnFiles.madeByOwnerAlone(command(binary, database, service, ui)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            DevServer server = new DevServer(process, service, ui);
            server.awaitListening(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Temporal's development server cannot be started", e);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }

    /** {@code host:port} of the service. */
    public String address() {
        return HOST + ":" + port;
    }

    /** The address of the web UI. */
    public String ui() {
        return "http://" + HOST + ":" + uiPort;
    }

    /** The process, for a caller that waits for it. */
    public Process process() {
        return process;
    }

    /** Ends the server; the database file stays. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END_IN_PEACE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The command line that runs the server. */
    public static List<String> command(Path binary, Path database, int port, int uiPort) {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                HOST,
                "--port",
                String.valueOf(port),
                "--ui-port",
                String.valueOf(uiPort),
                "--db-filename",
                database.toString(),
                "--log-level",
                "warn"));
        for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
            command.add("--search-attribute");
            command.add(key.getName() + "=" + SearchAttributeRegistry.typeName(key.getValueType()));
        }
        return command;
    }

    private void awaitListening(Path log) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!listens() || !answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new RunFailure(
                        RunFailure.Kind.UNREACHABLE,
                        "Temporal's development server did not start. Its own words are in " + log + ", at the end: "
                                + lastLine(log),
                        null);
            }
            pause();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** On a busy machine the server listens well before it answers. */
    private boolean answers() {
        try (TemporalConnection connection = TemporalConnection.open(new TemporalAddress(address(), null), null)) {
            return !connection.address().isEmpty();
        } catch (RunFailure notYet) {
            return false;
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailure(RunFailure.Kind.UNREACHABLE, "The start of Temporal was interrupted.", e);
        }
    }

    private static int chosen(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RunFailure(
                    RunFailure.Kind.UNREACHABLE,
                    "Port " + port
                            + " is taken, perhaps by another Temporal: join that one with `./rekindle worker`, or choose"
                            + " another port.",
                    e);
        }
    }
}
