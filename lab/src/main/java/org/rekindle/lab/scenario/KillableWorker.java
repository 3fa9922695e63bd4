// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.OwnCommand;

/** The worker as it is shipped, in a process of its own, so that it can be killed as hard as life does. */
final class KillableWorker implements AutoCloseable {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private final List<String> command;
    private final Path log;
    private final Map<String, String> environment;
    private final AtomicInteger kills = new AtomicInteger();
    private ChildProcess process;

    /** Starts a worker for a fleet file. */
    KillableWorker(Path fleetFile, String temporalAddress, Path log) {
        this.command = OwnCommand.line(
                List.of("worker", "--fleet", fleetFile.toString()),
                "@" + OwnCommand.home().resolve("worker/worker.jvm"));
        this.log = log;
        this.environment = Map.of("TEMPORAL_ADDRESS", temporalAddress);
        this.process = start();
    }

    /** Kills it without a word, as {@code kill -9} does, and starts another. */
    synchronized void killAndRestart() {
        process.kill();
        kills.incrementAndGet();
        process = start();
    }

    int kills() {
        return kills.get();
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** The most resident memory it ever had, in MiB, as Linux counts it. */
    long peakMemoryMiB() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(pid()), "status"));
        Matcher peak = PEAK.matcher(status);
        if (!peak.find()) {
            throw new IOException("The kernel does not say how much memory process " + pid() + " had");
        }
        return Long.parseLong(peak.group(1)) / 1024;
    }

    @Override
    public synchronized void close() {
        process.kill();
    }

    private ChildProcess start() {
        return ChildProcess.start(Lifeline.best(), command, log, environment);
    }
}
