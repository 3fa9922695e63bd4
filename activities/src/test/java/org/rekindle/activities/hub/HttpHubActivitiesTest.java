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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.run.CellStep;

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
    void stop() throws IOException {
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
    void ofSeveralHubsEachIsLookedAtAndNamed() {
        binder.healthStatus = 503;
        Verification one = Verification.of(Map.of("hub", binder.url())::get);
        Verification other = Verification.of(Map.of("binder", binder.binderUrl())::get);
        Verification both =
                Verification.of(key -> null).with(List.of(new NamedHub("one", one), new NamedHub("other", other)));

        HubSighting sighting = activities.look(new HubTarget("test", both, Duration.ofMillis(50)));

        assertThat(sighting.healthy()).isFalse();
        assertThat(sighting.detail())
                .startsWith("one: JupyterHub at " + binder.url() + " is well. other: BinderHub at " + binder.binderUrl()
                        + " is not well:");
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
                "502 | {\"ok\":true,\"checks\":[]} | HTTP 502 without a reason",
            })
    void anyOtherAnswerOfBinderHubIsBad(int status, String body, String reason) {
        binder.healthStatus = status;
        binder.health = body;

        assertThat(activities.look(target()).healthy()).isFalse();
        assertThat(activities.look(target()).detail()).contains(reason);
    }

    /** As Traefik, ingress-nginx and configurable-http-proxy answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "502 | '' | HTTP 502 by what stands in front, such as the ingress: nothing behind it answers",
                "503 | no available server | HTTP 503 (no available server) by what stands in front, such as the ingress:"
                        + " nothing behind it answers",
                "503 | <html><head><title>503 Service Temporarily Unavailable</title></head></html> | HTTP 503 (503 Service"
                        + " Temporarily Unavailable) by what stands in front, such as the ingress: nothing behind it answers",
                "503 | <html><title>503: Proxy Target Missing</title><p>configurable-http-proxy</p></html> | HTTP 503 by"
                        + " JupyterHub's proxy: the hub behind it does not answer",
                "503 | Service Unavailable | HTTP 503 by JupyterHub's proxy: the hub behind it does not answer",
                "503 | 'Service Unavailable\n' | HTTP 503 (Service Unavailable) by what stands in front, such as the ingress:"
                        + " nothing behind it answers",
                "404 | '404 page not found\n' | HTTP 404 (404 page not found) by what stands in front, such as the ingress: no"
                        + " way leads from it to the hub",
                "404 | '{\"status\": 404}' | HTTP 404",
                "500 | <html>500</html> | HTTP 500 with a page"
            })
    void anErrorInFrontOfAHubSaysWhatDoesNotRun(int status, String body, String reason) {
        binder.hubStatus = status;
        binder.hub = body;
        binder.healthStatus = 503;
        binder.health = "no available server";

        assertThat(activities.look(target()).detail())
                .isEqualTo("JupyterHub at " + binder.url() + " is not well: " + reason + ". BinderHub at "
                        + binder.binderUrl()
                        + " is not well: HTTP 503 (no available server) by what stands in front, such"
                        + " as the ingress: nothing behind it answers.");
    }

    /** The client wraps the one into the other, and an old address in the zone is another fault than a stopped program. */
    @Test
    void anAddressToWhichNoWayLeadsIsNoRefusal() {
        ConnectException wrapped = new ConnectException();
        wrapped.initCause(new NoRouteToHostException("No route to host"));

        assertThat(HubHttp.reason(wrapped)).isEqualTo("no way leads to the address that its name has");
        assertThat(HubHttp.reason(new ConnectException("Connection refused"))).isEqualTo("it refuses connections");
    }

    @Test
    void anAnswerThatTricklesIsGivenUp() throws IOException {
        try (ServerSocket trickle = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> trickle(trickle));
            server.setDaemon(true);
            server.start();
            String url = "http://127.0.0.1:" + trickle.getLocalPort();

            HubSighting sighting = new HubHealth(
                            new HubHttp(HttpClient.newHttpClient(), HubLogin.NONE, Duration.ofMillis(500)))
                    .look(Verification.of(Map.of("hub", url)::get));

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
    void aHubThatDoesNotAnswerIsWaitedFor() throws IOException {
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
                        "Built and launched. A cell ran on the user's server. It was stopped."));
        assertThat(binder.requests).containsExactly("GET /binder/build/gh/rekindle/canary/main text/event-stream");
        assertThat(beats).isNotEmpty();
        assertThat(beats.toString()).doesNotContain(FakeJupyter.USER_TOKEN);
    }

    @Test
    void aLaunchBehindAnIngressWithoutWebsocketsIsNoProof() {
        binder.jupyter.websockets = false;
        binder.phase("building").phase("built").phase("launching").ready();

        BuildProof proof = proveBuild();

        assertThat(proof.ready()).isFalse();
        assertThat(proof.built()).isTrue();
        assertThat(proof.detail()).contains(CellStep.WEBSOCKET.failed("HTTP 400 instead of 101"));
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
                        false,
                        false,
                        List.of("waiting"),
                        "The time for the proof ran out in phase waiting. No build pod has begun: it finds no node"
                                + " (build_node_selector), or its image cannot be pulled. kubectl describe pod -l"
                                + " component=binderhub-build says which."));
        binder.say(":keepalive\n\n").say(":keepalive\n\n").end();
        assertThat(binder.streamClosed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamThatBreaksOffIsTriedAgain() {
        binder.phase("building").end();

        assertFailure("UNAVAILABLE", "broke off in phase building: it ended");
    }

    /** The pod ended between two watches: the image is in the registry, and BinderHub waits on. */
    @Test
    void aBuildWhoseEndBinderHubMissedIsAskedForAgain() {
        binder.phase("waiting")
                .phase("building")
                .phase("pushing")
                .phase("unknown")
                .say(":keepalive\n\n");

        HubHttp http = new HubHttp(HttpClient.newHttpClient());
        Clock clock = new ClockThatRuns();
        BuildProver prover = new BuildProver(
                http, new LaunchedServer(http, clock, Patience.of(Duration.ofSeconds(1))), clock, phases -> {}, 1);
        Instant deadline = clock.instant().plus(Duration.ofHours(1));

        assertThatThrownBy(() -> prover.prove(binder.binderUrl(), "gh/a/b/c", new BuildPhases(List.of()), deadline))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("UNAVAILABLE"))
                .hasMessageContaining("in phase pushing: nothing but keep-alives came for 2 min");
    }

    @ParameterizedTest
    @CsvSource({
        "403, text/html, ACCESS_DENIED, refuses to build for us",
        "429, text/html, UNAVAILABLE, does not take a build now",
        "404, text/html, REFUSED, refused the build (HTTP 404)",
        "200, text/html, REFUSED, not answer with an event stream but with text/html"
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

    /** A minute passes from each look at it to the next. */
    private static final class ClockThatRuns extends Clock {

        private Instant now = Instant.parse("2026-03-10T03:00:00Z");

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofMinutes(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
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
        return new HubTarget(
                "test",
                Verification.of(key -> switch (key) {
                    case "hub" -> binder.url();
                    case "binder" -> binderUrl;
                    case "build" -> spec;
                    default -> null;
                }),
                Duration.ofMillis(200));
    }
}
