// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.rekindle.lab.process.ChildProcess;

/** The worker as it is shipped, in a process of its own, so that it can be killed as hard as life does. */
final class WorkerProcess implements AutoCloseable {

    private static final List<String> NOT_FOR_THE_WORKER = List.of("-agentlib", "-javaagent", "-Xmx", "-XX:MaxHeap");

    private final List<String> command;
    private final Path log;
    private final Map<String, String> environment;
    private final AtomicInteger kills = new AtomicInteger();
    private ChildProcess process;

    /** Starts a worker for a fleet file. */
    WorkerProcess(Path fleetFile, String temporalAddress, Path log) {
        this.command = command(fleetFile);
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

    @Override
    public synchronized void close() {
        process.kill();
    }

    private ChildProcess start() {
        return ChildProcess.start(command, log, environment);
    }

    private static List<String> command(Path fleetFile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Predicate<String> wanted = option -> NOT_FOR_THE_WORKER.stream().noneMatch(option::startsWith);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(wanted)
                .forEach(command::add);
        command.addAll(List.of("-Xmx192m", "-cp", absoluteClassPath()));
        command.addAll(List.of("org.rekindle.worker.cli.RekindleMain", "worker", "--fleet", fleetFile.toString()));
        return List.copyOf(command);
    }

    private static String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(new File(entry).getAbsolutePath());
        }
        return String.join(File.pathSeparator, entries);
    }
}
