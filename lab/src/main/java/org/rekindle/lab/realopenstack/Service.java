// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.ProcessFailure;

/** A program of the lab that runs until the lab ends. */
final class Service implements AutoCloseable {
    private static final int TAIL_LINES = 15;
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final ChildProcess process;
    private final Path log;

    private Service(String name, ChildProcess process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param logs the folder for its log, {@code <name>.log}
     */
    static Service start(String name, List<String> command, Map<String, String> environment, Path logs) {
        Path log = logs.resolve(name + ".log");
        return new Service(name, ChildProcess.start(Lifeline.best(), command, log, environment), log);
    }

    /** Waits until it is ready; fails at once when it ends before. */
    Service awaitReady(Duration limit, BooleanSupplier ready) {
        Waiting.until(name, limit, () -> running() && ready.getAsBoolean(), () -> false, this::said);
        return this;
    }

    /** Waits until a page answers, with any status below 500. */
    Service awaitAnswer(Duration limit, String url) {
        return awaitReady(limit, () -> status(url) < 500);
    }

    /** Waits until a page answers 200. */
    Service awaitOk(Duration limit, String url) {
        return awaitReady(limit, () -> status(url) == 200);
    }

    @Override
    public void close() {
        process.kill();
    }

    private boolean running() {
        if (process.isAlive()) {
            return true;
        }
        throw new ProcessFailure(name + " ended; " + said());
    }

    private String said() {
        return log + " ends with:\n" + String.join("\n", ChildProcess.tail(log, TAIL_LINES));
    }

    /** The status of a page; that of a server which is not there when nothing answers. */
    private static int status(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 503;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }
}
