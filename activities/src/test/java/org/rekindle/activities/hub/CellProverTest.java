// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.hub.FakeJupyter.Answer;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.run.CellStep;

class CellProverTest {

    private static final String USER = "/hub/api/users/" + FakeJupyter.USER;
    private static final String SERVER = "/user/" + FakeJupyter.USER + "/api/";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Instant runBegan = Instant.now();
    private FakeJupyter jupyter;

    @BeforeEach
    void start() throws IOException {
        jupyter = new FakeJupyter();
    }

    @AfterEach
    void stop() throws IOException {
        jupyter.close();
    }

    @Test
    void doesAsAUserWouldAndTakesAllOfItAway() {
        CellProof proof = prove();

        assertThat(proof).isEqualTo(new CellProof(null, "on a new user's server of JupyterHub 5.5.0", null));
        assertThat(jupyter.requests.stream().map(request -> request.replaceAll("\\?.*", "")))
                .containsExactly(
                        "GET /hub/api/",
                        "GET /hub/api/user",
                        "POST " + USER,
                        "POST " + USER + "/server",
                        "GET " + USER + "/server/progress",
                        "POST " + USER + "/tokens",
                        "GET " + SERVER + "status",
                        "POST " + SERVER + "kernels",
                        "GET " + SERVER + "kernels/k1/channels",
                        "PUT " + SERVER + "contents/rekindle-canary.txt",
                        "GET " + SERVER + "contents/rekindle-canary.txt",
                        "DELETE " + SERVER + "contents/rekindle-canary.txt",
                        "GET " + USER,
                        "DELETE " + USER + "/server",
                        "GET " + USER,
                        "DELETE " + USER);
    }

    @Test
    void aNamedServerIsStartedWithTheOptionsOfTheSpawner() {
        jupyter.serverName = "gpu/";

        CellProof proof = prove(
                FakeJupyter.HUB_TOKEN,
                Duration.ofMinutes(2),
                Map.of(
                        "hub",
                        jupyter.url(),
                        "userServer.tokenFile",
                        "unused",
                        "userServer.serverName",
                        "gpu",
                        "userServer.profile",
                        "small",
                        "userServer.options",
                        "{\"image\":\"r\",\"cores\":2}"));

        assertThat(proof.failedAt()).as(proof.detail()).isNull();
        assertThat(jupyter.options).isEqualTo("{\"image\":\"r\",\"cores\":2,\"profile\":\"small\"}");
        assertThat(jupyter.requests)
                .contains("POST " + USER + "/servers/gpu", "DELETE " + USER + "/servers/gpu")
                .contains("POST /user/" + FakeJupyter.USER + "/gpu/api/kernels")
                .doesNotContain("POST " + USER + "/server");
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aFileThatSurvivesARestartOfTheServerIsProven() {
        CellProof proof = proveStorage();

        assertThat(proof)
                .isEqualTo(new CellProof(
                        null, "on a new user's server of JupyterHub 5.5.0, and a file survived a restart of it", null));
        assertThat(jupyter.requests.stream().filter(("POST " + USER + "/server")::equals))
                .hasSize(2);
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aServerWithoutStorageIsToldApart() {
        jupyter.storage = false;

        CellProof proof = proveStorage();

        assertThat(proof.failedAt()).isEqualTo(CellStep.STORAGE);
        assertThat(proof.detail()).startsWith("it is gone, so the server has no storage");
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aServerWithoutStorageIsEnoughWhereNoneIsAskedFor() {
        jupyter.storage = false;

        assertThat(prove().failedAt()).isNull();
    }

    @Test
    void aWrongTokenEndsItBeforeAnythingIsMade() {
        assertThat(prove("wrong"))
                .isEqualTo(new CellProof(
                        CellStep.TOKEN,
                        "HTTP 403, Forbidden. A service's token must be the one in the hub's values. A token that a user has"
                                + " made is in the hub's database: a new database does not know it",
                        null));
        assertThat(jupyter.requests).containsExactly("GET /hub/api/", "GET /hub/api/user");
    }

    @Test
    void scopesThatAreMissingOrHoldForOthersOnlyAreNamed() {
        jupyter.instead.put(
                "GET /hub/api/user",
                Answer.json(200, "{\"scopes\": [\"admin:users\", \"servers!group=students\", \"read:hub\"]}"));

        assertThat(prove()).isEqualTo(new CellProof(CellStep.SCOPES, "servers, tokens", null));
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aUserFromBeforeTheRunIsNeitherStoppedNorDeleted() {
        jupyter.userMade = runBegan.minusSeconds(1);

        CellProof proof = prove();

        assertThat(proof.failedAt()).isEqualTo(CellStep.USER);
        assertThat(proof.leftBehind()).isNull();
        assertThat(jupyter.requests).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void aUserWhoseAgeTheHubDoesNotSayIsNotTouched() {
        jupyter.userMade = runBegan.plusSeconds(1);
        jupyter.instead.put("GET " + USER, Answer.json(200, "{\"name\": \"" + FakeJupyter.USER + "\"}"));

        assertThat(prove().failedAt()).isEqualTo(CellStep.USER);
        assertThat(jupyter.requests).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void whatAKilledAttemptLeftIsTakenAwayAndMadeAnew() {
        jupyter.userMade = runBegan.plusMillis(1);

        assertThat(prove().failedAt()).isNull();
        assertThat(jupyter.requests.stream().filter(("DELETE " + USER)::equals)).hasSize(2);
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aStartThatFailsIsToldInTheSpawnersWords() {
        jupyter.instead.put(
                "GET " + USER + "/server/progress",
                Answer.events(
                        "{\"progress\": 0, \"message\": \"Server requested\"}",
                        "{\"progress\": 50, \"message\": \"0/3 nodes are available\"}",
                        "{\"progress\": 100, \"failed\": true, \"message\": \"Spawn failed: timed out\"}"));

        assertThat(prove())
                .isEqualTo(new CellProof(CellStep.SERVER, "Spawn failed: timed out (0/3 nodes are available)", null));
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aStartThatDoesNotEndRunsIntoOurOwnDeadline() {
        jupyter.instead.put(
                "GET " + USER + "/server/progress",
                Answer.events("{\"progress\": 50, \"message\": \"0/3 nodes are available\"}"));

        assertThat(prove(FakeJupyter.HUB_TOKEN, Duration.ofSeconds(65)))
                .isEqualTo(new CellProof(CellStep.SERVER, "it was not ready in time (0/3 nodes are available)", null));
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void anIngressWithoutWebsocketsIsNamed() {
        jupyter.websockets = false;

        assertThat(prove()).isEqualTo(new CellProof(CellStep.WEBSOCKET, "HTTP 400 instead of 101", null));
        assertThat(jupyter.userMade).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PRINTS_OTHERWISE, print(6*7) printed \"41\" and not 42",
        "RAISES, OSError: no space",
        "HANGS_UP, the websocket was closed with code 1006"
    })
    void aCellThatDoesNotRunIsNoProof(FakeJupyter.Kernel kernel, String detail) {
        jupyter.kernel = kernel;

        CellProof proof = prove();

        assertThat(proof.failedAt()).isEqualTo(CellStep.CELL);
        assertThat(proof.detail()).isEqualTo(detail.strip());
    }

    @ParameterizedTest
    @CsvSource({"302, ''", "200, <html>a login</html>", "403, {}"})
    void aRouteThatLeadsElsewhereIsNoServer(int status, String body) {
        jupyter.instead.put("GET " + SERVER + "status", new Answer(status, "text/html", body));

        assertThat(prove().failedAt()).isEqualTo(CellStep.ROUTE);
        assertThat(jupyter.requests.stream().filter(("GET " + SERVER + "status")::equals))
                .hasSizeGreaterThan(2);
        assertThat(jupyter.requests).noneMatch(request -> request.contains("login"));
    }

    @Test
    void aFileThatIsNotKeptIsNoProof() {
        jupyter.instead.put(
                "PUT " + SERVER + "contents/rekindle-canary.txt",
                Answer.json(500, "{\"message\": \"Disk quota exceeded\"}"));

        assertThatThrownBy(this::prove)
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("UNAVAILABLE"));
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aHubThatIsBusyIsTriedAgain() {
        jupyter.instead.put("POST " + USER + "/server", Answer.json(429, "{\"message\": \"Too many users\"}"));

        assertThatThrownBy(this::prove).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo("UNAVAILABLE");
            assertThat(failure.getOriginalMessage()).contains("HTTP 429, Too many users");
        });
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aCancelledProofLeavesNoUser() throws Exception {
        jupyter.instead.put(
                "GET " + USER + "/server/progress",
                Answer.events("{\"progress\": 50, \"message\": \"0/3 nodes are available\"}"));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread proof = new Thread(() -> {
            try {
                prove();
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        proof.start();
        Awaitility.await().until(() -> jupyter.requests.contains("GET " + USER + "/server/progress"));

        proof.interrupt();

        assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessageContaining("Interrupted");
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aTokenThatNoRequestCanCarryIsNotShown() {
        jupyter.instead.put("POST " + USER + "/tokens", Answer.json(201, "{\"token\": \"staple\\nof the user\"}"));

        assertThatThrownBy(this::prove)
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("the token that it gave is no word in plain ASCII")
                .hasMessageNotContaining("staple");
        assertThat(jupyter.userMade).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k 1", "../../hub/logout", "k1?x", ""})
    void aKernelWithoutANameOfItsOwnIsNone(String id) {
        jupyter.instead.put("POST " + SERVER + "kernels", Answer.json(201, "{\"id\": \"" + id + "\"}"));

        assertThat(prove().failedAt()).isEqualTo(CellStep.KERNEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@example.org", "ftp://127.0.0.1/user/"})
    void aServerAtAnAddressOfNoRequestIsAFaultOfTheHub(String address) {
        jupyter.instead.put(
                "GET " + USER + "/server/progress",
                Answer.events("{\"progress\": 100, \"ready\": true, \"url\": \"" + address + "\"}"));

        assertThatThrownBy(this::prove)
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("it leads to an address to which no request can be sent");
        assertThat(jupyter.userMade).isNull();
    }

    @Test
    void aKernelThatNeverStopsTalkingFillsNoMemory() {
        jupyter.kernel = FakeJupyter.Kernel.NEVER_STOPS;

        CellProof proof = prove();

        assertThat(proof.failedAt()).isEqualTo(CellStep.CELL);
        assertThat(proof.detail()).isEqualTo("the kernel says more than such a cell does");
    }

    private CellProof prove() {
        return prove(FakeJupyter.HUB_TOKEN);
    }

    private CellProof prove(String token) {
        return prove(token, Duration.ofMinutes(2));
    }

    private CellProof proveStorage() {
        return prove(
                FakeJupyter.HUB_TOKEN,
                Duration.ofSeconds(62),
                Map.of("hub", jupyter.url(), "userServer.tokenFile", "unused", "userServer.storage", "kept"));
    }

    private CellProof prove(String token, Duration within) {
        return prove(token, within, Map.of("hub", jupyter.url(), "userServer.tokenFile", "unused"));
    }

    private CellProof prove(String token, Duration within, Map<String, String> keys) {
        Patience patience = new Patience(Duration.ofMillis(500), Duration.ofMillis(50));
        Verification verification = Verification.of(keys::get);
        return new CellProver(new HubHttp(HTTP), Clock.systemUTC(), patience)
                .prove(
                        jupyter.url(),
                        token,
                        new CellRequest(
                                new HubTarget("test", verification, Duration.ofMillis(50)), FakeJupyter.USER, runBegan),
                        Instant.now().plus(within));
    }
}
