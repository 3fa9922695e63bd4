// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.run.CellStep;

class LaunchedServerTest {

    private static final String SERVER = "/user/" + FakeJupyter.USER + "/api/";

    private final LaunchedServer servers = new LaunchedServer(
            new HubHttp(
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()),
            stepping(),
            new Patience(Duration.ofMillis(500), Duration.ofMillis(50)));
    private FakeJupyter jupyter;

    /** Each look at it takes 100 ms, however busy the machine is. */
    private static Clock stepping() {
        AtomicLong looks = new AtomicLong();
        InstantSource time = () -> Instant.EPOCH.plusMillis(100 * looks.incrementAndGet());
        return time.withZone(ZoneOffset.UTC);
    }

    @BeforeEach
    void start() throws IOException {
        jupyter = new FakeJupyter();
    }

    @AfterEach
    void stop() throws IOException {
        jupyter.close();
    }

    @Test
    void aServerThatRunsACellIsStopped() {
        assertThat(servers.proveAndStop(jupyter.url() + "/user/" + FakeJupyter.USER, FakeJupyter.USER_TOKEN))
                .isEqualTo(new LaunchedServer.Answer(true, "A cell ran on the user's server. It was stopped."));
        assertThat(jupyter.requests)
                .containsExactly(
                        "GET " + SERVER + "status",
                        "POST " + SERVER + "kernels",
                        "GET " + SERVER + "kernels/k1/channels",
                        "POST " + SERVER + "shutdown");
    }

    @Test
    void aServerThatDoesNotAnswerItsUserIsAskedAgainForAWhile() {
        jupyter.instead.put("GET " + SERVER + "status", FakeJupyter.Answer.json(404, "{}"));
        jupyter.instead.put("POST " + SERVER + "shutdown", FakeJupyter.Answer.json(404, "{}"));

        LaunchedServer.Answer answer = servers.proveAndStop(jupyter.serverUrl(), FakeJupyter.USER_TOKEN);

        assertThat(answer)
                .isEqualTo(new LaunchedServer.Answer(
                        false,
                        "The user's server was launched. " + CellStep.ROUTE.failed("HTTP 404")
                                + " It could not be stopped (HTTP 404); the hub stops it when it idles."));
        assertThat(jupyter.requests).hasSizeGreaterThan(2).endsWith("POST " + SERVER + "shutdown");
    }

    @Test
    void aWrongTokenIsNotShown() {
        assertThat(servers.proveAndStop(jupyter.serverUrl(), "wrong-horse").detail())
                .contains("HTTP 403")
                .doesNotContain("wrong-horse");
    }
}
