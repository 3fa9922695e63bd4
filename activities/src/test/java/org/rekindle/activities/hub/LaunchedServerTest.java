// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchedServerTest {

    private final LaunchedServer servers = new LaunchedServer(
            new HubHttp(HttpClient.newHttpClient()), Clock.systemUTC(), Duration.ofMillis(50), Duration.ofSeconds(2));
    private FakeBinder binder;

    @BeforeEach
    void start() throws IOException {
        binder = new FakeBinder();
    }

    @AfterEach
    void stop() {
        binder.close();
    }

    @Test
    void aServerThatAnswersIsStopped() {
        assertThat(servers.proveAndStop(binder.url() + "/user/someone", FakeBinder.TOKEN))
                .isEqualTo(new LaunchedServer.Answer(true, "The user's server answers. It was stopped."));
        assertThat(binder.requests).containsExactly("GET /user/someone/api/status", "POST /user/someone/api/shutdown");
    }

    @Test
    void aServerThatDoesNotAnswerItsUserIsAskedAgainForAWhile() {
        binder.serverStatus = 404;

        LaunchedServer.Answer answer = servers.proveAndStop(binder.url() + "/user/someone/", FakeBinder.TOKEN);

        assertThat(answer.answers()).isFalse();
        assertThat(answer.detail())
                .isEqualTo(
                        "The user's server was launched but does not answer: HTTP 404. It could not be stopped (HTTP 404);"
                                + " the hub stops it when it idles.");
        assertThat(binder.requests).hasSizeGreaterThan(2).endsWith("POST /user/someone/api/shutdown");
    }

    @Test
    void aWrongTokenIsNotShown() {
        assertThat(servers.proveAndStop(binder.url() + "/user/someone/", "staple-staple")
                        .detail())
                .contains("HTTP 403")
                .doesNotContain("staple-staple");
    }
}
