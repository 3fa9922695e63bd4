// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.worker.process.DevServer;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;

/** A real Temporal server on a database file that is kept, in a process that can be killed. */
final class Temporal implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final List<String> command;
    private final Path log;
    private final int port;
    private final int uiPort;
    private ChildProcess process;

    /** Starts the server and waits until it answers. */
    Temporal(Path binary, Path database, Path log) {
        this.port = FreePorts.take();
        this.uiPort = FreePorts.take();
        this.log = log;
        this.command = DevServer.command(binary, database, port, uiPort);
        this.process = start();
        awaitAnswer();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String ui() {
        return "http://127.0.0.1:" + uiPort;
    }

    /** Kills it as {@code kill -9} does, and starts it again on the same database file. */
    synchronized void killAndRestart() {
        process.kill();
        process = start();
    }

    @Override
    public synchronized void close() {
        process.kill();
    }

    private ChildProcess start() {
        return ChildProcess.start(Lifeline.best(), command, log, Map.of());
    }

    private void awaitAnswer() {
        Instant deadline = Instant.now().plus(LONGEST_START);
        while (true) {
            try {
                TemporalConnection.open(new TemporalAddress(address(), null), null)
                        .close();
                return;
            } catch (RunFailure notYet) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(
                            "The Temporal server did not start: " + String.join("\n", ChildProcess.tail(log, 20)),
                            notYet);
                }
            }
        }
    }
}
