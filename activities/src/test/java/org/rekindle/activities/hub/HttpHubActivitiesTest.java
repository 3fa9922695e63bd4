// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.Verification;

class HttpHubActivitiesTest {

    private final List<Object> beats = new CopyOnWriteArrayList<>();
    private TestActivityEnvironment temporal;
    private FakeBinder binder;
    private HttpHubActivities activities;

    @BeforeEach
    void start() throws IOException {
        binder = new FakeBinder();
        activities = new HttpHubActivities();
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(activities);
        temporal.setActivityHeartbeatListener(List.class, beats::add);
    }

    @AfterEach
    void stop() {
        temporal.close();
        binder.close();
    }

    @Test
    void bothAreWell() {
        HubSighting sighting = activities.look(target());

        assertThat(sighting)
                .isEqualTo(new HubSighting(
                        true,
                        "JupyterHub at " + binder.url() + " is well. BinderHub at " + binder.binderUrl()
                                + " is well."));
    }

    @Test
    void namesTheChecksThatFailButNotThoseThatDoNotCount() {
        binder.healthStatus = 503;
        binder.health = """
                {"ok": false, "checks": [
                  {"service": "Docker registry", "ok": false},
                  {"service": "JupyterHub API", "ok": true},
                  {"service": "Pod quota", "ok": false, "_ignore_failure": true}]}
                """;

        assertThat(activities.look(target()).healthy()).isFalse();
        assertThat(activities.look(target()).detail()).endsWith("is not well: Docker registry failed (HTTP 503).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | <html>500 : Internal Server Error</html> | HTTP 500 with an answer that is not JSON",
                "200 | <html>default backend</html> | HTTP 200 with an answer that is not JSON",
                "200 | {} | HTTP 200 with an answer that is not BinderHub's",
                "502 | {\"ok\":true,\"checks\":[]} | HTTP 502 without a word on why",
            })
    void anyOtherAnswerOfBinderHubIsBad(int status, String body, String reason) {
        binder.healthStatus = status;
        binder.health = body;

        assertThat(activities.look(target()).healthy()).isFalse();
        assertThat(activities.look(target()).detail()).contains(reason);
    }

    @Test
    void aHubBehindABrokenIngressIsNotWell() {
        binder.hubStatus = 502;

        assertThat(activities.look(target()).detail())
                .startsWith("JupyterHub at " + binder.url() + " is not well: HTTP 502.");
    }

    @Test
    void anAnswerThatTricklesIsGivenUp() throws IOException {
        try (ServerSocket trickle = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> trickle(trickle));
            server.setDaemon(true);
            server.start();
            String url = "http://127.0.0.1:" + trickle.getLocalPort();

            HubSighting sighting = new HubHealth(new HubHttp(HttpClient.newHttpClient(), Duration.ofMillis(500)))
                    .look(new Verification(url, null, null, null));

            assertThat(sighting)
                    .isEqualTo(new HubSighting(
                            false, "JupyterHub at " + url + " does not answer: it did not answer in time."));
        }
    }

    /** Headers, and a byte at a time for as long as the other side listens. */
    private static void trickle(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            OutputStream output = socket.getOutputStream();
            output.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000_000 && socket.getInputStream().read() >= 0; i++) {
                output.write(' ');
                output.flush();
            }
        } catch (IOException e) {
            // The reader has gone, which ends it.
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void aHubThatDoesNotAnswerIsWaitedFor() {
        HubTarget target = target();
        binder.close();

        assertThat(activities.look(target).detail()).contains("does not answer: it refuses connections.");
        assertThatThrownBy(() -> activities.awaitHealthy(target))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("STILL_WAITING");
                    assertThat(failure.getNextRetryDelay()).isEqualTo(target.pollEvery());
                    assertThat(failure.getOriginalMessage()).contains("refuses connections");
                });
    }

    @Test
    void buildsLaunchesAsksTheServerAndStopsIt() {
        binder.phase("waiting")
                .say(":keepalive\n\n")
                .phase("fetching")
                .phase("building")
                .phase("building");
        binder.phase("pushing").phase("built").phase("launching").ready();

        BuildProof proof = proveBuild();

        assertThat(proof)
                .isEqualTo(new BuildProof(
                        true,
                        true,
                        List.of("waiting", "fetching", "building", "pushing", "built", "launching", "ready"),
                        "Built and launched. The user's server answers. It was stopped."));
        assertThat(binder.requests)
                .containsExactly(
                        "GET /binder/build/gh/rekindle/canary/main text/event-stream",
                        "GET /user/someone/api/status",
                        "POST /user/someone/api/shutdown");
        assertThat(beats).isNotEmpty();
        assertThat(beats.toString()).doesNotContain(FakeBinder.TOKEN);
    }

    @Test
    void anImageOfBeforeProvesTheLaunchAlone() {
        binder.phase("built").phase("launching").ready();

        BuildProof proof = proveBuild();

        assertThat(proof.ready()).isTrue();
        assertThat(proof.built()).isFalse();
        assertThat(proof.detail()).startsWith("The image was in the registry already, so only the launch is proven.");
    }

    @Test
    void anImageThatTheAttemptBeforeWasBuildingWasBuilt() {
        temporal.setHeartbeatDetails(List.of("waiting", "building"));
        binder.phase("built").phase("launching").ready();

        BuildProof proof = proveBuild();

        assertThat(proof.built()).isTrue();
        assertThat(proof.phases()).containsExactly("waiting", "building", "built", "launching", "ready");
    }

    @Test
    void aFailedBuildIsAnOutcomeInBinderHubsWords() {
        binder.phase("building")
                .say("data: {\"phase\":\"failed\",\"message\":\"denied: requested access to push\"}\n\n");

        assertThat(proveBuild())
                .isEqualTo(new BuildProof(
                        false,
                        false,
                        List.of("building", "failed"),
                        "BinderHub says: denied: requested access to push"));
    }

    @Test
    void aBuildPodThatFindsNoNodeRunsIntoOurOwnDeadline() throws InterruptedException {
        binder.phase("waiting").say(":keepalive\n\n");

        BuildProof proof = stub(Duration.ofSeconds(2)).proveBuild(target());

        assertThat(proof)
                .isEqualTo(new BuildProof(
                        false, false, List.of("waiting"), "The time for the proof ran out in phase waiting."));
        binder.say(":keepalive\n\n").say(":keepalive\n\n").end();
        assertThat(binder.streamClosed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamThatBreaksOffIsTriedAgain() {
        binder.phase("building").end();

        assertFailure("UNAVAILABLE", "broke off in phase building: it ended");
    }

    @ParameterizedTest
    @CsvSource({
        "403, text/html, ACCESS_DENIED, does not let us build",
        "429, text/html, UNAVAILABLE, does not take a build now",
        "404, text/html, REFUSED, refused the build (HTTP 404)",
        "200, text/html, REFUSED, no event stream but text/html"
    })
    void otherAnswersThanAStream(int status, String type, String code, String sentence) {
        binder.streamStatus = status;
        binder.streamType = type;
        binder.end();

        assertFailure(code, sentence);
    }

    @Test
    void withoutAnythingToBuildThereIsNothingToProve() {
        assertThatThrownBy(() -> stub(Duration.ofSeconds(5)).proveBuild(target(binder.binderUrl(), null)))
                .rootCause()
                .hasMessageContaining("MISCONFIGURED");
    }

    private void assertFailure(String code, String sentence) {
        assertThatThrownBy(this::proveBuild)
                .rootCause()
                .hasMessageContaining(code)
                .hasMessageContaining(sentence);
    }

    private BuildProof proveBuild() {
        return stub(Duration.ofSeconds(60)).proveBuild(target());
    }

    private HubActivities stub(Duration startToClose) {
        return temporal.newActivityStub(
                HubActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(startToClose)
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    private HubTarget target() {
        return target(binder.binderUrl(), "gh/rekindle/canary/main");
    }

    private HubTarget target(String binderUrl, @Nullable String spec) {
        return new HubTarget("test", new Verification(binder.url(), binderUrl, spec, null), Duration.ofMillis(200));
    }
}
