// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.PageLogin;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.runs.Run;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.worker.webhook.SettableClock;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

class FleetPageTest {

    private static final Instant NOW = Instant.parse("2026-03-10T03:00:00Z");
    private static final String PASSWORD = "S3cretCanaryOfPage";

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(NOW);
    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final AtomicInteger looks = new AtomicInteger();
    private @Nullable LastSurvey survey;
    private @Nullable WorkerHttpServer http;

    @AfterEach
    void close() {
        if (http != null) {
            http.close();
        }
    }

    @Test
    void theMostUrgentClusterComesFirst() throws Exception {
        surveyFound(
                entry("well", Condition.HEALTHY, NOW.plus(Duration.ofDays(200)), "It is well."),
                entry("soon", Condition.EXPIRING, NOW.plus(Duration.ofDays(12)), "It expires soon."),
                entry("past", Condition.EXPIRED, NOW.minus(Duration.ofHours(3)), "It has expired."));
        listen(null, "well", "soon", "past", "new");

        String page = get("/").body();

        assertThat(page.indexOf("<h2>past</h2>")).isPositive().isLessThan(page.indexOf("<h2>new</h2>"));
        assertThat(page.indexOf("<h2>new</h2>")).isLessThan(page.indexOf("<h2>soon</h2>"));
        assertThat(page.indexOf("<h2>soon</h2>")).isLessThan(page.indexOf("<h2>well</h2>"));
        assertThat(page)
                .contains("Certificate expired 3 h ago, at 2026-03-10 00:00Z", "Certificate expires in 12 d")
                .contains("The expiry of the certificate is not known", "The last survey ended at 2026-03-10 03:00Z");
    }

    @Test
    void aRunThatWaitsForPeopleSaysForWhatAndHowItIsAnswered() throws Exception {
        surveyFound(entry("hub", Condition.HEALTHY, NOW.plus(Duration.ofDays(200)), "It is well."));
        recoveries.list(List.of(run("hub", Phase.AWAITING_APPROVAL)));
        recoveries.show(PageViews.waiting("hub", Phase.AWAITING_APPROVAL, "an approval of plan 4f2a"));
        listen(null, "hub");

        assertThat(get("/").body())
                .contains("<article class=\"urgent\">")
                .contains("Waits for: an approval of plan 4f2a", "<code>./rekindle status hub</code>")
                .contains("<a href=\"approve/hub\">Read the plan and approve it</a>")
                .contains("<a href=\"https://temporal.example.org/hub/run-1\"", "RecoverCluster: awaiting approval");
    }

    @Test
    void whatARunSaysIsShownAsText() throws Exception {
        surveyFound(entry("hub", Condition.EXPIRING, NOW, "<script>alert(1)</script>"));
        recoveries.list(List.of(run("hub", Phase.REBUILDING)));
        recoveries.show(PageViews.waiting("hub", Phase.REBUILDING, "Magnum says \"<img src=x onerror=y>\""));
        listen(null, "hub");

        HttpResponse<String> page = get("/");

        assertThat(page.body()).contains("&lt;script&gt;", "&lt;img").doesNotContain("<script", "<img");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src");
    }

    @Test
    void theCalendarHasEachExpiryOnce() throws Exception {
        Instant notAfter = NOW.plus(Duration.ofDays(12));
        surveyFound(
                entry("hub", Condition.EXPIRING, notAfter, "It expires."),
                entry("dark", Condition.UNREACHABLE, null, "Nothing answers."));
        listen(null, "hub", "dark");

        HttpResponse<String> calendar = get("/expiries.ics");

        assertThat(calendar.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        List<VEvent> events = Biweekly.parse(calendar.body()).first().getEvents();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getUid().getValue()).isEqualTo("certificate-of-hub@rekindle");
        assertThat(events.get(0).getDateStart().getValue().toInstant()).isEqualTo(notAfter);
        assertThat(events.get(0).getSummary().getValue()).isEqualTo("The certificate of hub expires");
    }

    @Test
    void whileTemporalIsAwayTheLastSurveyIsShown() throws Exception {
        surveyFound(entry("hub", Condition.EXPIRING, NOW.plus(Duration.ofDays(12)), "It expires soon."));
        recoveries.fail(new RunFailure(RunFailure.Kind.UNREACHABLE, "Temporal does not answer.", null));
        listen(null, "hub");

        assertThat(get("/").body())
                .contains("Runs are not shown. Temporal does not answer.", "Certificate expires in 12 d");
    }

    @Test
    void manyReloadsCostOneLook() throws Exception {
        listen(null, "hub");
        for (int i = 0; i < 20; i++) {
            get("/");
        }
        assertThat(looks).hasValue(1);

        clock.pass(Duration.ofSeconds(6));
        get("/");
        assertThat(looks).hasValue(2);
    }

    @Test
    void aSlowLookHoldsNoOneElse() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        FleetLook slow = new FleetLook(
                List.of("hub"),
                () -> {
                    if (begun.getCount() > 0) {
                        begun.countDown();
                        await(ends);
                    }
                    return Optional.empty();
                },
                recoveries,
                run -> Optional.empty(),
                clock);
        CompletableFuture<FleetOverview> first = CompletableFuture.supplyAsync(slow);
        await(begun);

        assertThat(slow.get().trouble()).contains("being looked at");
        ends.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).trouble()).isNull();
        assertThat(slow.get().trouble()).isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The survey itself has started the run, and ended while the run was under way. */
    @Test
    void afterARecoveryTheClusterIsNotShownAsExpired() throws Exception {
        surveyFound(entry("hub", Condition.EXPIRED, NOW.minus(Duration.ofHours(3)), "It has expired."));
        recoveries.list(List.of(ended("hub", "RECOVERED", NOW.plus(Duration.ofDays(365)), NOW.plusSeconds(60))));
        listen(null, "hub");

        assertThat(get("/").body())
                .contains("<article class=\"well\">", "Certificate expires in 365 d", "RecoverCluster: recovered")
                .doesNotContain("It has expired.");
    }

    @Test
    void aLaterSurveyDecidesAfterARunThatHasEnded() throws Exception {
        surveyFound(entry("hub", Condition.EXPIRED, NOW.minus(Duration.ofHours(3)), "It has expired."));
        recoveries.list(List.of(ended("hub", "RECOVERED", NOW.plus(Duration.ofDays(1)), NOW.minusSeconds(60))));
        listen(null, "hub");

        assertThat(get("/").body()).contains("<article class=\"urgent\">", "It has expired.", "expired 3 h ago");
    }

    private static Run ended(String cluster, String outcome, Instant notAfter, Instant closedAt) {
        return new Run(
                cluster,
                "RecoverCluster",
                "completed",
                "ENDED",
                outcome,
                "survey",
                null,
                notAfter,
                NOW.minusSeconds(600),
                closedAt,
                "run-1");
    }

    @Test
    void withoutALoginAnotherSitesNameForThisMachineIsRefused() throws Exception {
        listen(null, "hub");

        assertThat(raw("localhost:8480")).startsWith("HTTP/1.1 200");
        assertThat(raw("evil.example.org:8480")).startsWith("HTTP/1.1 403").contains("page.login");
        assertThat(raw("localhost.evil.example.org")).startsWith("HTTP/1.1 403");
    }

    @Test
    void withoutALoginNothingIsShownToOtherMachines() throws Exception {
        listen(new Webhooks("0.0.0.0", 0, null), null, "hub");

        assertThat(get("/").statusCode()).isEqualTo(403);
        assertThat(get("/expiries.ics").statusCode()).isEqualTo(403);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void theLoginIsAskedForEverywhere() throws Exception {
        ReceiverServer.secret(folder, "page.password", PASSWORD);
        listen(new Webhooks("0.0.0.0", 0, null), new PageLogin("ops", folder.resolve("page.password")), "hub");

        HttpResponse<String> stranger = get("/");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        assertThat(get("/", "ops:wrong").statusCode()).isEqualTo(401);
        assertThat(get("/", "other:" + PASSWORD).statusCode()).isEqualTo(401);
        assertThat(get("/", "no colon").statusCode()).isEqualTo(401);
        for (String odd : List.of("Basic", "Basic %%%", "Basic b3Bz", "Bearer " + PASSWORD, "Basic \u00fc")) {
            assertThat(authorized(odd)).as(odd).startsWith("HTTP/1.1 401");
        }
        assertThat(get("/", "ops:" + PASSWORD).statusCode()).isEqualTo(200);
        assertThat(get("/expiries.ics", "ops:" + PASSWORD).statusCode()).isEqualTo(200);
    }

    private void listen(@Nullable PageLogin login, String... clusters) {
        listen(new Webhooks("127.0.0.1", 0, null), login, clusters);
    }

    private void listen(Webhooks place, @Nullable PageLogin login, String... clusters) {
        FleetLook look = new FleetLook(
                List.of(clusters),
                () -> {
                    looks.incrementAndGet();
                    return Optional.ofNullable(survey);
                },
                recoveries,
                run -> Optional.of("https://temporal.example.org/" + run.cluster() + "/" + run.runId()),
                clock);
        http = WorkerHttpServer.listen(
                place,
                List.of(),
                new AlertIntake(List.of(clusters), recoveries),
                () -> "",
                () -> WorkerHealth.WELL,
                List.of(new FleetPage(new PageGuard(place, login), look)));
    }

    private void surveyFound(SurveyEntry... entries) {
        survey = new LastSurvey(new SurveyResult(List.of(entries)), NOW);
    }

    private static SurveyEntry entry(String cluster, Condition condition, @Nullable Instant notAfter, String sentence) {
        Diagnosis diagnosis = new Diagnosis(
                condition,
                null,
                Reason.of(ReasonCode.NOT_LOOKED_AT),
                List.of(),
                Cause.UNKNOWN,
                Certainty.UNKNOWN,
                List.of());
        return new SurveyEntry(cluster, diagnosis, notAfter, null, sentence);
    }

    private static Run run(String cluster, Phase phase) {
        return new Run(
                cluster,
                "RecoverCluster",
                "running",
                phase.name(),
                null,
                "manual",
                null,
                null,
                NOW.minusSeconds(600),
                null,
                "run-1");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, null);
    }

    private HttpResponse<String> get(String path, @Nullable String login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (login != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request whose header names this host. */
    private String raw(String host) throws IOException {
        return send("Host: " + host);
    }

    /** A request with this header for the login. */
    private String authorized(String value) throws IOException {
        return send("Host: localhost\r\nAuthorization: " + value);
    }

    private String send(String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int port() {
        assertThat(http).isNotNull();
        return http.port();
    }
}
