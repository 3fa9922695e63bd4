// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.Lifeline;

/** A real Alertmanager on a port of its own, without others of its kind. */
public final class Alertmanager implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int TAIL_LINES = 15;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = FreePorts.take();
    private final ChildProcess process;

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder for its log and what it stores
     */
    public Alertmanager(Path binary, Path config, Path folder) {
        Path log = folder.resolve("alertmanager.log");
        process = ChildProcess.start(
                Lifeline.best(),
                List.of(
                        binary.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port),
                log,
                Map.of());
        try {
            Waiting.until(
                    "Alertmanager",
                    START,
                    this::isReady,
                    () -> !process.isAlive(),
                    () -> String.join("\n", ChildProcess.tail(log, TAIL_LINES)));
        } catch (RuntimeException failed) {
            process.kill();
            throw failed;
        }
    }

    /** Where it listens on this machine. */
    public int port() {
        return port;
    }

    /** Has an alert fire from now on, as Prometheus would say. */
    public void fire(Map<String, String> labels, Map<String, String> annotations)
            throws IOException, InterruptedException {
        String body =
                new ObjectMapper().writeValueAsString(List.of(Map.of("labels", labels, "annotations", annotations)));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri("/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("Alertmanager took no alert: " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        process.kill();
    }

    private boolean isReady() {
        try {
            return client.send(HttpRequest.newBuilder(uri("/-/ready")).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
