// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Alertmanager does with each answer, from which the answers of our receivers follow. */
final class AlertmanagerAnswersIT {

    private static final Duration GROUP_INTERVAL = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Requests that are waited for. */
    private static final int ROUNDS = 3;

    private static final List<Integer> ANSWERS = List.of(202, 400, 401, 413, 429, 503);

    @TempDir
    Path folder;

    private final Map<Integer, List<String>> received = new ConcurrentHashMap<>();

    @Test
    void anError4xxIsRepeatedEveryGroupIntervalAndA5xxWithinSeconds() throws Exception {
        ANSWERS.forEach(answer -> received.put(answer, new CopyOnWriteArrayList<>()));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path config = Files.writeString(
                folder.resolve("alertmanager.yaml"), config(server.getAddress().getPort()));
        try (Alertmanager alertmanager = AlertPrograms.alertmanager(config, folder)) {
            alertmanager.fire(Map.of("alertname", "A", "cluster", "a"), Map.of());
            await().atMost(PATIENCE).until(() -> received.get(400).size() >= ROUNDS);

            assertThat(received.get(202)).as("a success is noted").hasSize(1);
            // Not a time each, but how often: a busy machine delays a request.
            assertThat(Stream.of(400, 401, 413, 429))
                    .allSatisfy(answer -> assertThat(received.get(answer))
                            .as("HTTP %d: once for each group interval", answer)
                            .hasSizeBetween(ROUNDS - 1, ROUNDS + 1));
            assertThat(received.get(503)).as("within each interval as well").hasSizeGreaterThan(ROUNDS + 1);
        } finally {
            server.stop(0);
        }
    }

    private static String config(int port) {
        String routes = ANSWERS.stream()
                .map(answer -> "    - {receiver: answers-" + answer + ", continue: true}\n")
                .collect(Collectors.joining());
        String receivers = ANSWERS.stream()
                .map(answer -> "  - name: answers-" + answer + "\n    webhook_configs: [{url: \"http://127.0.0.1:"
                        + port + "/" + answer + "\"}]\n")
                .collect(Collectors.joining());
        return "route:\n  receiver: answers-202\n  group_wait: 0s\n  group_interval: " + GROUP_INTERVAL.toSeconds()
                + "s\n  repeat_interval: 1h\n  routes:\n" + routes + "receivers:\n" + receivers;
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        exchange.getRequestBody().readAllBytes();
        received.get(status).add(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
