// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.oidc.ApprovalNonce;
import org.rekindle.activities.approval.oidc.OidcClient;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.SettableClock;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.MeantCluster;

/** Approvals by a login in the browser, and what others try with it. The run checks the token, not the page. */
class LoginPageTest {

    private static final Instant NOW = Instant.parse("2026-03-10T03:00:00Z");
    private static final String ORIGIN = "https://rekindle.example.org";
    private static final SealedPlan PLAN = PageViews.plan("hub", "Cluster hub (4256088d).");
    private static final String ASKED = "{\"planSha256\":\"" + PLAN.sha256() + "\",\"by\":\"ben\"}";
    private static final ApprovalText TEXT = new ApprovalText("hub", "cluster/hub", "run-1", PLAN.sha256(), "ben", NOW);
    private static final String TOKEN = "eyJhbGciOiJub25lIn0.e30.";

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final SettableClock clock = new SettableClock(NOW);
    private @Nullable HttpServer provider;
    private @Nullable WorkerHttpServer http;
    private String codeAsked = "";

    @BeforeEach
    void listen() throws IOException {
        recoveries.show(PageViews.awaitingApproval("hub", PLAN));
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        answer(
                provider,
                "/.well-known/openid-configuration",
                "{'issuer':'" + issuer + "','jwks_uri':'" + issuer + "/keys','token_endpoint':'" + issuer
                        + "/token','authorization_endpoint':'" + issuer
                        + "/login','subject_types_supported':['public']}");
        answer(provider, "/token", "{'access_token':'a','token_type':'Bearer','id_token':'" + TOKEN + "'}");
        provider.start();
        Webhooks place = new Webhooks("127.0.0.1", 0, null);
        http = WorkerHttpServer.listen(
                place,
                List.of(),
                new AlertIntake(List.of("hub"), recoveries),
                () -> "",
                () -> WorkerHealth.WELL,
                List.of(new LoginPage(
                        new PageGuard(place, null),
                        PasskeySite.of(ORIGIN),
                        recoveries,
                        new LoginStart(recoveries, cluster -> rule(issuer), clock),
                        clock)));
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(provider).stop(0);
        Objects.requireNonNull(http).close();
    }

    @Test
    void aLoginApprovesThePlanThatWasRead() throws Exception {
        HttpResponse<String> begun = begin(ORIGIN, "application/json", ASKED);

        assertThat(begun.body())
                .contains("/login?", "nonce=" + ApprovalNonce.of(TEXT).getValue(), "prompt=login", "max_age=600")
                .contains(
                        "code_challenge_method=S256",
                        "redirect_uri=https%3A%2F%2Frekindle.example.org%2Foidc%2Fcallback");
        assertThat(begun.headers().firstValue("Set-Cookie").orElse(""))
                .contains("; Path=/oidc/callback; Max-Age=600; HttpOnly; SameSite=Lax; Secure");
        assertThat(recoveries.told()).isEmpty();

        HttpResponse<String> back = callback("code=c-1&state=" + state(begun), state(begun));

        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("Approved.").doesNotContain("eyJ");
        assertThat(codeAsked).contains("code=c-1", "code_verifier=");
        assertThat(recoveries.told()).containsExactly(new Approve(PLAN.sha256(), "ben", NOW, TOKEN));
    }

    @Test
    void onlyTheBrowserThatBeganIsHeard() throws Exception {
        String state = state(begin(ORIGIN, "application/json", ASKED));

        assertRefused(callback("code=c-1&state=" + state, null));
        assertRefused(callback("code=c-1&state=" + state, "another"));
        assertRefused(callback("code=c-1&state=another", "another"));
        assertRefused(callback("code=c-1", state));
        assertRefused(callback("", null));
    }

    @Test
    void aStateIsGoodForOnce() throws Exception {
        String state = state(begin(ORIGIN, "application/json", ASKED));
        callback("error=access_denied&state=" + state, state);

        assertRefused(callback("code=c-1&state=" + state, state));
    }

    @Test
    void aLoginThatTookTooLongIsOver() throws Exception {
        String state = state(begin(ORIGIN, "application/json", ASKED));
        clock.pass(Duration.ofMinutes(11));

        assertRefused(callback("code=c-1&state=" + state, state));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.org, application/json",
        "null, application/json",
        "'', application/json",
        "https://rekindle.example.org, text/plain",
        "https://rekindle.example.org, application/x-www-form-urlencoded"
    })
    void anotherSitesPageBeginsNoLogin(String origin, String type) throws Exception {
        HttpResponse<String> answer = begin(origin, type, ASKED);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    /** As scanners of mail open every link. */
    @Test
    void aLinkBeginsNothingAndLeadsNowhereElse() throws Exception {
        for (String path : List.of(
                "/oidc/login/hub?by=ben&next=https://evil.example.org",
                "/oidc/callback?next=https://evil.example.org&redirect_uri=https://evil.example.org")) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)));

            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.body()).doesNotContain("evil");
        }
        assertThat(recoveries.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mallory", "ana", ""})
    void whoHasNoSubjectBeginsNoLogin(String by) throws Exception {
        assertThat(begin(ORIGIN, "application/json", ASKED.replace("ben", by)).body())
                .contains("no subject of this person");
    }

    @Test
    void aPlanThatWasMadeAnewMustBeRead() throws Exception {
        recoveries.show(PageViews.awaitingApproval("hub", PageViews.plan("hub", "Cluster other.")));

        assertThat(begin(ORIGIN, "application/json", ASKED).body()).contains("asks about another plan by now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "no JSON", ""})
    void aRequestInAnotherFormIsRefused(String body) throws Exception {
        assertThat(begin(ORIGIN, "application/json", body).statusCode()).isBetween(400, 409);
    }

    @Test
    void whatTheRunRefusesIsSaidInPlainText() throws Exception {
        String state = state(begin(ORIGIN, "application/json", ASKED));
        recoveries.fail(new RunFailure(RunFailure.Kind.REFUSED, "ben <b>asked</b> for this run.", null));

        HttpResponse<String> back = callback("code=c-1&state=" + state, state);

        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).contains("ben &lt;b&gt;asked&lt;/b&gt; for this run.");
    }

    @Test
    void aProviderThatIsDownIsSaid() throws Exception {
        Objects.requireNonNull(provider).stop(0);

        assertThat(begin(ORIGIN, "application/json", ASKED).body()).contains("does not show its configuration");
    }

    private void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Nothing was approved");
        assertThat(recoveries.told()).isEmpty();
    }

    private static ApprovalRule rule(String issuer) {
        return new ApprovalRule(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, true, null),
                new Signers(
                        List.of(),
                        List.of(),
                        new OidcSigners(new OidcClient(issuer, "rekindle", null), Map.of("b-7", "ben"))),
                new MeantCluster("here", List.of("hub")));
    }

    private void answer(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            codeAsked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private HttpResponse<String> begin(String origin, String type, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/oidc/login/hub")).header("Content-Type", type);
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> callback(String query, @Nullable String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/oidc/callback?" + query));
        if (cookie != null) {
            request.header("Cookie", "rekindle-login=" + cookie);
        }
        return send(request);
    }

    private static String state(HttpResponse<String> begun) {
        return begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst("^rekindle-login=([^;]+);.*", "$1");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(http).port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
