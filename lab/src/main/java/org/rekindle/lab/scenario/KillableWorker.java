// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.OwnCommand;

/** The worker as it is shipped, in a process of its own, so that it can be killed as hard as life does. */
final class KillableWorker implements AutoCloseable {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    /** The worker takes a free port and says which. */
    private static final Pattern METRICS = Pattern.compile("http://[\\w.:]+/metrics");

    private static final long LOOK_EVERY_MILLIS = 200;

    private final List<String> command;
    private final Path log;
    private final Map<String, String> environment;
    private final AtomicInteger kills = new AtomicInteger();
    private ChildProcess process;

    /**
     * Starts a worker for a fleet file.
     *
     * @param prefix of its command, which becomes the worker in the end
     */
    KillableWorker(Path fleetFile, String temporalAddress, List<String> prefix, Path log) {
        this.command = new ArrayList<>(prefix);
        command.addAll(OwnCommand.line(
                List.of("worker", "--fleet", fleetFile.toString()),
                "@" + OwnCommand.home().resolve("worker/worker.jvm")));
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

    /** The page of metrics that it serves. One that was just started is waited for. */
    String metrics(Duration patience) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + patience.toNanos();
        String lastSeen = "its log names no address";
        while (isAlive() && System.nanoTime() < deadline) {
            Optional<URI> address = metricsAddress(Files.readString(log));
            if (address.isPresent()) {
                try {
                    HttpResponse<String> page =
                            http.send(HttpRequest.newBuilder(address.get()).build(), BodyHandlers.ofString());
                    if (page.statusCode() == HttpURLConnection.HTTP_OK) {
                        return page.body();
                    }
                    lastSeen = address.get() + " answers " + page.statusCode();
                } catch (ConnectException notYet) {
                    // The address is that of the worker before, until this one has written its own.
                    lastSeen = address.get() + " does not answer";
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException("The worker's metrics cannot be read: " + lastSeen);
    }

    /** The last that a log names, since a worker that was killed had another; a log in JSON escapes its slashes. */
    static Optional<URI> metricsAddress(String log) {
        return METRICS.matcher(log.replace("\\/", "/"))
                .results()
                .reduce((before, last) -> last)
                .map(last -> URI.create(last.group()));
    }

    @Override
    public synchronized void close() {
        process.kill();
    }

    private ChildProcess start() {
        return ChildProcess.start(Lifeline.best(), command, log, environment);
    }
}
