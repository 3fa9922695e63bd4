// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.alerts;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.Surroundings;
import org.rekindle.worker.tools.ToolFinder;

/** Prometheus and Alertmanager as programs beside the test. */
final class AlertPrograms {

    /** What we ship. */
    static final Path SHIPPED = Path.of("../deploy/alerts");

    private static final Duration START = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AlertPrograms() {}

    /** A program that listens on a port of this machine. */
    record Running(ChildProcess process, int port) implements AutoCloseable {

        @Override
        public void close() {
            process.kill();
        }
    }

    /** Prometheus or promtool: on PATH, or where {@code lab/install-extras} puts it. */
    static Optional<Path> findOfPrometheus(String name) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        return Stream.concat(
                        surroundings.onPath(name).stream(),
                        Stream.of(surroundings.cacheFolder().resolve("prometheus/usr/bin/" + name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The same, which must be there. */
    static String ofPrometheus(String name) {
        return findOfPrometheus(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not there. Run lab/install-extras."))
                .toString();
    }

    /** Starts Prometheus, and waits until it answers. */
    static Running prometheus(Path config, Path folder) throws IOException {
        int port = FreePorts.take();
        return started(
                port,
                List.of(
                        ofPrometheus("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        // What fired before it knew of Alertmanager is sent again.
                        "--rules.alert.resend-delay=1s",
                        "--web.listen-address=127.0.0.1:" + port),
                folder.resolve("prometheus.log"));
    }

    /** Starts Alertmanager, and waits until it answers. */
    static Alertmanager alertmanager(Path config, Path folder) throws IOException {
        return new Alertmanager(ToolFinder.create().ensure(LabTools.ALERTMANAGER, System.out::println), config, folder);
    }

    private static Running started(int port, List<String> command, Path log) {
        Running running = new Running(ChildProcess.start(Lifeline.best(), command, log, Map.of()), port);
        await().atMost(START).until(() -> answers(running, log));
        return running;
    }

    private static boolean answers(Running program, Path log) throws InterruptedException {
        if (!program.process().isAlive()) {
            throw new IllegalStateException("It ended:\n" + String.join("\n", ChildProcess.tail(log, 15)));
        }
        try {
            return get(program.port(), "/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A GET request to a port of this machine. */
    static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
