// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.passkey.Passkey;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.worker.fleet.PageLogin;
import org.rekindle.worker.fleet.PasskeyLines;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.worker.webhook.SettableClock;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.teardown.MeantCluster;

/** The page on which people approve, and what other pages and machines try with it. */
class ApprovalPageTest {

    private static final Instant NOW = Instant.parse("2026-03-10T03:00:00.500Z");
    private static final PasskeySite SITE = PasskeySite.of("https://rekindle.example.org");
    private static final String PASSWORD = "S3cretCanaryOfPage";
    private static final SealedPlan PLAN = PageViews.plan("hub", "Cluster hub (4256088d) with its <b>2</b> nodes.");
    private static final Instant AT = Instant.parse("2026-03-10T03:00:00Z");
    private static final SoftPasskey BEN = soft("ben", "the-first-passkey-of-ben");
    private static final String SIGNATURE = sign(BEN, "hub", PLAN);
    private static final String SIGNED = body(SIGNATURE);

    @TempDir
    private Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private List<Passkey> passkeys = List.of(
            BEN.passkey(), passkey("ben", "the-other-passkey-of-ben"), passkey("ana", "the-first-passkey-of-ana"));
    private List<String> approvers = List.of();
    private @Nullable ApplicationFailure faulty;
    private @Nullable WorkerHttpServer http;

    @BeforeEach
    void waitForAnApproval() {
        recoveries.show(PageViews.awaitingApproval("hub", PLAN));
    }

    @AfterEach
    void close() {
        if (http != null) {
            http.close();
        }
    }

    @Test
    void thePlanIsShownWithWhatIsDestroyedAndWhoMayApprove() throws Exception {
        listen(null, SITE);

        HttpResponse<String> page = get("/approve/hub");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Cluster hub (4256088d) with its &lt;b&gt;2&lt;/b&gt; nodes.",
                        PLAN.sha256().value())
                .contains("The run waits for one person other than alice to approve the plan.")
                .contains("value=\"ana\"", "value=\"ben\"", "data-domain=\"rekindle.example.org\"")
                .contains("data-at=\"2026-03-10T03:00:00Z\"")
                .contains("run cluster/hub run-1&#10;plan " + PLAN.sha256() + "&#10;by ben&#10;")
                .contains("data-passkeys=\"" + passkeys.get(0).id() + " "
                        + passkeys.get(1).id() + "\"");
    }

    @Test
    void anApprovalOfThePageReachesTheRun() throws Exception {
        listen(null, SITE);

        HttpResponse<String> answer = post("https://rekindle.example.org", "application/json", SIGNED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Approved.");
        assertThat(recoveries.told()).containsExactly(new Approve(PLAN.sha256(), "ben", AT, SIGNATURE));
    }

    @Test
    void aSignatureThatDoesNotHoldNeverReachesTheRun() throws Exception {
        listen(null, SITE);
        SealedPlan another = PageViews.plan("hub", "Cluster hub with another plan.");

        for (String signature :
                List.of("x", "{}", "eyJh.eyJh.x", sign(BEN, "other", PLAN), sign(BEN, "hub", another))) {
            HttpResponse<String> answer = post("https://rekindle.example.org", "application/json", body(signature));

            assertThat(answer.statusCode()).as(signature).isEqualTo(409);
            assertThat(answer.body()).as(signature).isNotBlank();
        }
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void aRunThatShowsThePlanOfAnotherClusterIsNotApprovedHere() throws Exception {
        SealedPlan prod = PageViews.plan("prod", "Cluster hub (4256088d).");
        recoveries.show(PageViews.awaitingApproval("hub", prod));
        listen(null, SITE);

        assertThat(get("/approve/hub").body())
                .contains("The run shows a plan of another cluster")
                .doesNotContain("<button");
    }

    /** As scanners of mail open every link, and browsers load pages beforehand. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void aRequestThatIsNoApprovalChangesNothing(String method) throws Exception {
        listen(null, SITE);

        send(HttpRequest.newBuilder(uri("/approve/hub?by=ben&yes=true"))
                .header("Origin", "https://rekindle.example.org")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(SIGNED)));

        assertThat(recoveries.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.org, application/json",
        "https://rekindle.example.org.evil.example.org, application/json",
        "http://rekindle.example.org, application/json",
        "https://rekindle.example.org:8443, application/json",
        "null, application/json",
        "'', application/json",
        "https://rekindle.example.org, text/plain",
        "https://rekindle.example.org, application/x-www-form-urlencoded",
        "https://rekindle.example.org, ''"
    })
    void anotherSitesPageApprovesNothing(String origin, String type) throws Exception {
        listen(null, SITE);

        assertThat(post(origin, type, SIGNED).statusCode()).isEqualTo(403);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void noPageOfAnotherSiteFramesIt() throws Exception {
        listen(null, SITE);

        for (String path : List.of("/approve/hub", "/passkey")) {
            assertThat(get(path).headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'", "form-action 'none'")
                    .doesNotContain("script-src 'self' 'unsafe", "*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/approve/hub?next=https://evil.example.org",
                "/approve//evil.example.org",
                "/approve/%2F%2Fevil.example.org",
                "/approve/https:%2F%2Fevil.example.org",
                "/passkey?next=//evil.example.org"
            })
    void noLinkLeadsToAnotherSite(String path) throws Exception {
        listen(null, SITE);

        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).doesNotContain("href=\"http", "href=\"//", "http-equiv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"by\":\"ben\"}", "null", "[]", "no JSON", "", "{\"by\":\"ben\",\"signature\":\"{}\"}"})
    void anApprovalWithoutASignatureIsRefused(String body) throws Exception {
        listen(null, SITE);

        assertThat(post("https://rekindle.example.org", "application/json", body)
                        .statusCode())
                .isEqualTo(400);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void whatTheRunRefusesIsSaid() throws Exception {
        listen(null, SITE);
        recoveries.fail(new RunFailure(RunFailure.Kind.REFUSED, "ben asked for this run.", null));

        HttpResponse<String> answer = post("https://rekindle.example.org", "application/json", SIGNED);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("ben asked for this run.");
    }

    @Test
    void aPlanUnderTheHashOfAnotherCannotBeApproved() throws Exception {
        recoveries.show(PageViews.awaitingApproval("hub", new SealedPlan(PLAN.plan(), new PlanHash("ab".repeat(32)))));
        listen(null, SITE);

        assertThat(get("/approve/hub").body())
                .contains("does not have the hash that it shows")
                .doesNotContain("<button");
    }

    @Test
    void whoMayNotApproveIsNotAsked() throws Exception {
        approvers = List.of("ana");
        listen(null, SITE);

        assertThat(get("/approve/hub").body()).contains("value=\"ana\"").doesNotContain("value=\"ben\"");
    }

    @Test
    void aPasskeyThatWasTakenOutIsNotAskedFor() throws Exception {
        listen(null, SITE);
        passkeys = List.of();

        assertThat(get("/approve/hub").body())
                .contains("No one who may approve has a passkey or a subject", "Cluster hub (4256088d)")
                .doesNotContain("<button");
    }

    @Test
    void aFleetFileWithFaultsIsSaid() throws Exception {
        faulty = ApplicationFailure.newFailure("The fleet file has faults.", "MISCONFIGURED");
        listen(null, SITE);

        assertThat(get("/approve/hub").body())
                .contains("The fleet file has faults.")
                .doesNotContain("<button");
    }

    @Test
    void aRunThatAsksNothingSaysHowItStands() throws Exception {
        recoveries.show(PageViews.waiting("hub", Phase.REBUILDING, "binder to be created"));
        listen(null, SITE);

        assertThat(get("/approve/hub").body())
                .contains("No approval is asked for. The run is in phase rebuilding.")
                .doesNotContain("<button");
    }

    @Test
    void withoutAnAddressNothingIsApprovedHere() throws Exception {
        listen(null, null);

        assertThat(get("/approve/hub").body()).doesNotContain("<button");
        assertThat(get("/passkey").body()).contains("page.address").doesNotContain("<button");
        assertThat(post("https://rekindle.example.org", "application/json", SIGNED)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aClusterThatTheFleetFileDoesNotHaveIsRefused() throws Exception {
        listen(null, SITE);

        assertThat(get("/approve/other").statusCode()).isEqualTo(404);
    }

    @Test
    void theLoginIsAskedForByEveryPart() throws Exception {
        ReceiverServer.secret(folder, "page.password", PASSWORD);
        listen(new PageLogin("ops", folder.resolve("page.password")), SITE);

        for (String path : List.of("/approve/hub", "/passkey", "/scripts/approve.js", "/scripts/passkey.js")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(post("https://rekindle.example.org", "application/json", SIGNED)
                        .statusCode())
                .isEqualTo(401);
        assertThat(recoveries.told()).isEmpty();
        HttpResponse<String> script = send(HttpRequest.newBuilder(uri("/scripts/approve.js"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("ops:" + PASSWORD).getBytes(StandardCharsets.UTF_8))));
        assertThat(script.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(script.body()).contains("navigator.credentials.get");
    }

    private void listen(@Nullable PageLogin login, @Nullable PasskeySite site) {
        Webhooks place = new Webhooks("127.0.0.1", 0, null);
        PageGuard guard = new PageGuard(place, login);
        ApprovalLook look = new ApprovalLook(recoveries, cluster -> rule(), site, new SettableClock(NOW));
        http = WorkerHttpServer.listen(
                place,
                List.of(),
                new AlertIntake(List.of("hub"), recoveries),
                () -> "",
                () -> WorkerHealth.WELL,
                List.of(
                        new ApprovalPage(guard, List.of("hub"), recoveries, look, site),
                        new PasskeyPage(guard, site),
                        new PageScripts(guard)));
    }

    private ApprovalRule rule() {
        if (faulty != null) {
            throw faulty;
        }
        return new ApprovalRule(
                new ApprovalPolicy(false, approvers, Duration.ofHours(4), 1, true, null),
                new Signers(List.of(), passkeys, null),
                new MeantCluster("here", List.of("hub")));
    }

    private static SoftPasskey soft(String person, String id) {
        try {
            return new SoftPasskey(person, id, SITE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(SoftPasskey passkey, String cluster, SealedPlan plan) {
        try {
            return passkey.sign(new ApprovalText(cluster, "cluster/" + cluster, "run-1", plan.sha256(), "ben", AT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(String signature) {
        return "{\"planSha256\":\"" + PLAN.sha256() + "\",\"by\":\"ben\",\"at\":\"" + AT + "\",\"signature\":\""
                + signature.replace("\"", "\\\"") + "\"}";
    }

    private static Passkey passkey(String person, String id) {
        return Passkey.read(person, PasskeyLines.of(id), SITE).orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String origin, String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/approve/hub"));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        assertThat(http).isNotNull();
        return URI.create("http://127.0.0.1:" + http.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
