// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.hub.HttpHubActivities;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.run.CellStep;

/** What the proof of a user's cell meets at a JupyterHub; a real one and the simulated one are held to the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HubContract {

    /** The token of a service with the scopes that the proof needs, and no other. */
    static final String TOKEN = "token-of-the-canary-" + UUID.randomUUID();

    /** The token of a service that may only look. */
    static final String WEAK = "token-that-may-look-" + UUID.randomUUID();

    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Duration SEEN = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private TestActivityEnvironment temporal;
    private Instant runBegan = Instant.now();
    private String user = "";

    /** The hub's public address. */
    abstract URI hub();

    /** The same hub behind an ingress that passes no websockets. */
    abstract URI withoutWebsockets();

    /** What is said of the hub where the Service of its Ingress has no endpoint. */
    abstract String withoutEndpoint();

    /** Has one of the hub's Deployments have so many pods. */
    abstract void scale(String deployment, int pods);

    /** The same hub behind a login that looks at a header. */
    abstract URI behindLogin(String header, String value) throws IOException;

    /** What reaches all of them. */
    HttpClient client() {
        return HTTP;
    }

    /** What is held against the hub. */
    HttpHubActivities activities() {
        return new HttpHubActivities();
    }

    /** Clients that are not ours, which reach all of them. */
    Judges judges(Path scripts) throws Exception {
        return Judges.on(scripts);
    }

    @BeforeEach
    void beginRun() {
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(activities());
        runBegan = Instant.now();
        user = "canary-" + UUID.randomUUID();
    }

    @AfterEach
    void nothingIsLeft() {
        temporal.close();
    }

    @Test
    void aCellRunsAndTheUserIsGoneAfterwards() throws Exception {
        CellProof proof = prove(hub(), Map.of());

        assertThat(proof.failedAt()).as(proof.detail()).isNull();
        assertThat(proof.leftBehind()).isNull();
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void aClientThatIsNotOursRunsACell() throws Exception {
        assertThat(judges(folder).runCell(hub(), TOKEN, user)).isEqualTo("42");
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void aCellRunsOnANamedServerToo() throws Exception {
        CellProof proof = prove(hub(), Map.of("userServer.serverName", "second"));

        assertThat(proof.failedAt()).as(proof.detail()).isNull();
        assertThat(proof.leftBehind()).isNull();
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    /** The profile is one of the spawner's options. */
    @Test
    void theSpawnerIsGivenTheOptions() throws Exception {
        CellProof proof = prove(hub(), Map.of("userServer.options", "{\"profile\": \"nowhere\"}"));

        assertThat(proof.failedAt()).isEqualTo(CellStep.SERVER);
        assertThat(proof.detail()).contains("nodes are available");
    }

    @Test
    void aFileSurvivesARestartOfTheServer() throws Exception {
        CellProof proof = prove(hub(), Map.of("userServer.storage", Verification.KEPT));

        assertThat(proof.failedAt()).as(proof.detail()).isNull();
        assertThat(proof.detail()).endsWith("and a file survived a restart of it");
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongTokenMakesNothing() throws Exception {
        assertThat(prove(hub(), "wrong", Map.of()))
                .isEqualTo(new CellProof(
                        CellStep.TOKEN,
                        "HTTP 403, Forbidden. A service's token must be the one in the hub's values. A token that a user has"
                                + " made is in the hub's database: a new database does not know it",
                        null));
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void weakScopesAreNamedBeforeAnythingIsMade() throws Exception {
        assertThat(prove(hub(), WEAK, Map.of()))
                .isEqualTo(new CellProof(CellStep.SCOPES, "admin:users, servers, tokens", null));
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void aUserFromBeforeTheRunIsLeftAlone() throws Exception {
        ask("POST", "users/" + user);
        runBegan = Instant.now();

        CellProof proof = prove(hub(), Map.of());

        assertThat(proof.failedAt()).isEqualTo(CellStep.USER);
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(200);
        ask("DELETE", "users/" + user);
    }

    @Test
    void whatAKilledAttemptLeftIsTakenAwayFirst() throws Exception {
        ask("POST", "users/" + user);
        ask("POST", "users/" + user + "/server");

        assertThat(prove(hub(), Map.of()).failedAt()).isNull();
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void anIngressWithoutWebsocketsIsNamed() throws Exception {
        CellProof proof = prove(withoutWebsockets(), Map.of());

        assertThat(proof.failedAt()).as(proof.detail()).isEqualTo(CellStep.WEBSOCKET);
        assertThat(proof.detail()).startsWith("HTTP 400");
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void aCellRunsPastALoginThatTakesAHeader() throws Exception {
        URI login = behindLogin("CF-Access-Client-Secret", "5ecre7");
        Path secret = Files.writeString(folder.resolve("login.secret"), "5ecre7\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String access = Verification.headerLine("CF-Access-Client-Secret", secret.toString());

        CellProof proof = prove(login, Map.of("access.headerFiles", access));
        CellProof without = prove(login, Map.of());

        assertThat(proof.failedAt()).as(proof.detail()).isNull();
        assertThat(without).isEqualTo(new CellProof(CellStep.HUB, "HTTP 401", null));
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    /** So basic auth in front leaves no way for it: a request has one header {@code Authorization}. */
    @Test
    void theTokenOfTheHubIsNotTakenInTheQuery() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub().resolve("hub/api/user?token=" + TOKEN))
                .timeout(Duration.ofSeconds(30))
                .build();

        assertThat(client().send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", "user").statusCode()).isEqualTo(200);
    }

    @Test
    void aStartThatFailsKeepsTheSpawnersReason() throws Exception {
        CellProof proof = prove(hub(), Map.of("userServer.profile", "nowhere"));

        assertThat(proof.failedAt()).isEqualTo(CellStep.SERVER);
        assertThat(proof.detail()).contains("nodes are available");
        assertThat(ask("GET", "users/" + user).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeadProxyIsNotADeadHub() {
        without("proxy", withoutEndpoint());
        without("hub", "HTTP 503 by JupyterHub's proxy: the hub behind it does not answer");
    }

    /** While a Deployment has no pod, the hub's health comes to say what does not run. */
    private void without(String deployment, String why) {
        scale(deployment, 0);
        try {
            Awaitility.await("the ingress to see it")
                    .atMost(SEEN)
                    .untilAsserted(() -> assertThat(look().detail())
                            .isEqualTo("JupyterHub at " + hub() + " is not well: " + why + "."));
        } finally {
            scale(deployment, 1);
            Awaitility.await(deployment + " to answer again")
                    .during(SETTLED)
                    .atMost(LONGEST)
                    .until(() -> look().healthy());
        }
    }

    private HubSighting look() {
        Verification verification = Verification.of(Map.of("hub", hub().toString())::get);
        return activities().look(new HubTarget("contract", verification, Duration.ofMillis(500)));
    }

    private CellProof prove(URI hub, Map<String, String> keys) throws IOException {
        return prove(hub, TOKEN, keys);
    }

    private CellProof prove(URI hub, String token, Map<String, String> keys) throws IOException {
        Path file = Files.writeString(folder.resolve("hub.token"), token + "\n");
        Verification verification = Verification.of(key -> switch (key) {
            case "hub" -> hub.toString();
            case "userServer.tokenFile" -> file.toString();
            case "userServer.name" -> "canary";
            default -> keys.get(key);
        });
        HubTarget target = new HubTarget("contract", verification, Duration.ofMillis(500));
        return temporal.newActivityStub(
                        HubActivities.class,
                        ActivityOptions.newBuilder()
                                .setStartToCloseTimeout(LONGEST)
                                .build())
                .proveCell(new CellRequest(target, user, runBegan));
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub().resolve("hub/api/" + path))
                .header("Authorization", "token " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
