// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.hex;

import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.process.AlertSources;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Started;

/** Ten thousand signed alerts of ten clusters, some forged and some huge, start ten runs, each once, in little memory. */
final class ReceiverStormTest {

    private static final int ALERTS = 10_000;
    private static final int CLUSTERS = 10;

    /** As many as are read at once: what others are answered, which is 503, costs each a new connection. */
    private static final int SENDERS = 2;

    private static final int EVERY_HUNDREDTH = 100;
    private static final String HUGE = body(0, 0, "x".repeat(5 * 1024 * 1024));
    private static final String HUGE_SIGNATURE = hex(SECRET, HUGE);
    private static final long FEW_BYTES = 64L * 1024 * 1024;

    @TempDir
    Path folder;

    private final Map<String, AtomicInteger> started = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

    @Test
    @Timeout(900)
    void startsEachRunOnceInBoundedMemory() throws Exception {
        FleetFile fleet = fleet();
        long before = used();
        try (WorkerHttpServer http = WorkerHttpServer.listen(
                fleet.webhooks(),
                AlertSources.of(fleet.webhooks(), Map.of(), Clock.systemUTC()),
                new AlertIntake(fleet.ids(), recoveries()),
                () -> "",
                () -> WorkerHealth.WELL)) {
            send(http.port());
            assertThat(used() - before).isLessThan(FEW_BYTES);
        }

        assertThat(started).hasSize(CLUSTERS);
        assertThat(started.values()).extracting(AtomicInteger::get).containsOnly(1);
        assertThat(answers.get(202)).hasValue(ALERTS - ALERTS / EVERY_HUNDREDTH);
        assertThat(answers.get(401)).hasValue(ALERTS / EVERY_HUNDREDTH);
        assertThat(answers.keySet()).isSubsetOf(Set.of(202, 401, 503));
    }

    private void send(int port) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender;
                all.add(senders.submit(() -> {
                    ReceiverClient client = new ReceiverClient(port);
                    for (int i = first; i < ALERTS; i += SENDERS) {
                        sendUntilTaken(client, i);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    /** As a pager does: what is answered 503 is sent again. */
    private void sendUntilTaken(ReceiverClient client, int number) throws Exception {
        String body = body(number % CLUSTERS, number, "");
        String signature = hex(SECRET, body);
        if (number % EVERY_HUNDREDTH == 1) {
            body = HUGE;
            signature = HUGE_SIGNATURE;
        } else if (number % EVERY_HUNDREDTH == 2) {
            signature = hex("a-secret-of-a-stranger", body);
        }
        HttpResponse<String> answer = client.send("POST", "pager", body, "X-Signature", signature);
        while (answer.statusCode() == 503) {
            count(503);
            answer = client.send("POST", "pager", body, "X-Signature", signature);
        }
        count(answer.statusCode());
    }

    private static String body(int cluster, int number, String more) {
        return "{\"data\":{\"cluster\":\"c%d\",\"id\":\"%d\"},\"more\":\"%s\"}".formatted(cluster, number, more);
    }

    private void count(int status) {
        answers.computeIfAbsent(status, fresh -> new AtomicInteger()).incrementAndGet();
    }

    private FleetFile fleet() throws Exception {
        StringBuilder clusters = new StringBuilder();
        IntStream.range(0, CLUSTERS)
                .forEach(i ->
                        clusters.append("  c%d: {cloud: jetstream2, magnum: m%d, templates: [t]}%n".formatted(i, i)));
        Path file = ReceiverServer.write(folder, """
                    pager:
                      shape: json
                      auth: {hmac: {secretFiles: [one.secret], header: X-Signature}}
                      at: {cluster: /data/cluster, id: /data/id}
                """);
        java.nio.file.Files.writeString(file, clusters, java.nio.file.StandardOpenOption.APPEND);
        return FleetFile.read(file);
    }

    /** It takes alerts and nothing else; a run that was started stays under way. */
    private Recoveries recoveries() {
        return (Recoveries) Proxy.newProxyInstance(
                Recoveries.class.getClassLoader(), new Class<?>[] {Recoveries.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("alert")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    String cluster = String.valueOf(arguments[0]);
                    AtomicInteger fresh = new AtomicInteger();
                    boolean isNew = started.computeIfAbsent(cluster, name -> fresh) == fresh;
                    if (isNew) {
                        fresh.incrementAndGet();
                    }
                    return new Started("cluster/" + cluster, "run", isNew);
                });
    }

    private static long used() {
        System.gc();
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }
}
