// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.runs.CallDeadline;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.Started;

/** A sender is answered while it listens, whatever Temporal does. */
final class SlowTemporalTest {

    private static final String BODY = "{\"cluster\":\"pythia\",\"id\":\"7\"}";

    @TempDir
    Path folder;

    private final AtomicBoolean stalls = new AtomicBoolean(true);

    @Test
    void aTemporalThatStallsIsLeftAtTheDeadlineAndTheSenderIsToldToRepeat() throws Exception {
        try (ReceiverServer server = server()) {
            HttpResponse<String> answer = server.post("own", BODY, "Authorization", "Bearer " + ReceiverServer.SECRET);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Temporal has not answered within 20 ms. Repeat it in a moment.");
        }
    }

    @Test
    void theRepetitionIsTakenWhenTemporalAnswersAgain() throws Exception {
        try (ReceiverServer server = server()) {
            String token = "Bearer " + ReceiverServer.SECRET;
            server.post("own", BODY, "Authorization", token, "X-Webhook-Id", "one");
            stalls.set(false);

            HttpResponse<String> answer = server.post("own", BODY, "Authorization", token, "X-Webhook-Id", "one");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("Started cluster/pythia");
        }
    }

    private ReceiverServer server() throws Exception {
        FleetFile fleet = ReceiverServer.fleet(folder, """
                own:
                  shape: json
                  auth: {bearer: {tokenFiles: [one.secret]}}
                  at: {cluster: /cluster, id: /id}
            """);
        return ReceiverServer.start(
                fleet,
                Clock.systemUTC(),
                new AlertIntake(
                        fleet.ids(),
                        recoveries(),
                        receiver -> {},
                        new SimpleMeterRegistry(),
                        new CallDeadline(Duration.ofMillis(20))));
    }

    /** It stalls for as long as its caller lets it, as Temporal's client does. */
    private Recoveries recoveries() {
        return (Recoveries) Proxy.newProxyInstance(
                Recoveries.class.getClassLoader(), new Class<?>[] {Recoveries.class}, (self, method, arguments) -> {
                    if (stalls.get()) {
                        CountDownLatch left = new CountDownLatch(1);
                        Context.current().addListener(context -> left.countDown(), Runnable::run);
                        left.await();
                        throw new RunFailure(RunFailure.Kind.UNREACHABLE, "The call was left.", null);
                    }
                    return new Started("cluster/" + arguments[0], "run", true);
                });
    }
}
