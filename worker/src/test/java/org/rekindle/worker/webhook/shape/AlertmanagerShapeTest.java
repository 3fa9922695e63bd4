// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.AlertReceiver;
import org.rekindle.worker.webhook.auth.BearerToken;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.slf4j.LoggerFactory;

class AlertmanagerShapeTest {

    private static final String TOKEN = "a-token-for-tests";
    private static final String PATH = "/webhooks/alertmanager";

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private WorkerHttpServer http;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        root().addAppender(logged);
        Webhooks place = new Webhooks("127.0.0.1", 0, null);
        BearerToken token =
                BearerToken.of(place, Map.of(BearerToken.VARIABLE, TOKEN)).orElseThrow();
        http = WorkerHttpServer.listen(
                place,
                List.of(new AlertReceiver("alertmanager", token, AlertmanagerShape.alertmanager())),
                new AlertIntake(List.of("pythia", "temple"), recoveries),
                () -> "temporal_metric 1\n",
                () -> WorkerHealth.WELL);
    }

    @AfterEach
    void stop() {
        http.close();
        root().detachAppender(logged);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pythia", "cluster=pythia"})
    void startsTheRunOfTheClusterThatTheLabelNames(String label) throws Exception {
        HttpResponse<String> answer = post(payload(alert("firing", label, "ab12")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"results\":[\"Started cluster/pythia, run run-of-pythia.\"]}");
        assertThat(recoveries.told())
                .containsExactly(new Alert(
                        "alertmanager", "ab12@2026-03-03T16:01:00Z", "At least two servers have failed to start"));
    }

    @Test
    void aByteOrderMarkBeforeTheTextIsPassedOver() throws Exception {
        HttpResponse<String> answer = post("\uFEFF" + payload(alert("firing", "pythia", "ab12")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).hasSize(1);
    }

    @Test
    void passesARepeatedAlertToTheRunUnderWayByTheSameKey() throws Exception {
        String body = payload(alert("firing", "pythia", "ab12"));

        post(body);
        HttpResponse<String> again = post(body);

        assertThat(again.body()).contains("Passed to cluster/pythia, run run-of-pythia, which is under way.");
        assertThat(recoveries.told())
                .hasSize(2)
                .extracting(told -> ((Alert) told).key())
                .containsOnly("ab12@2026-03-03T16:01:00Z");
    }

    @Test
    void makesOneAlertOfAllThatConcernACluster() throws Exception {
        HttpResponse<String> answer = post(payload(alert("firing", "pythia", "b") + "," + alert("firing", "temple", "c")
                + "," + alert("firing", "pythia", "a")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told())
                .extracting(told -> ((Alert) told).key() + " " + ((Alert) told).summary())
                .containsExactly(
                        "a@2026-03-03T16:01:00Z At least two servers have failed to start (and 1 more)",
                        "c@2026-03-03T16:01:00Z At least two servers have failed to start");
    }

    @Test
    void takesTheClusterFromTheCommonLabels() throws Exception {
        post("{\"version\":\"4\",\"commonLabels\":{\"cluster\":\"temple\"},"
                + "\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Dead\"}}]}");

        assertThat(recoveries.told()).containsExactly(new Alert("alertmanager", "@", "Dead"));
    }

    @Test
    void startsNothingForResolvedNamelessAndForeignAlerts() throws Exception {
        HttpResponse<String> answer = post(payload(alert("resolved", "pythia", "a") + "," + alert("firing", "", "b")
                + "," + alert("firing", "pytia", "c")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .contains("The fleet file has no cluster `pytia`: did you mean pythia? Nothing was started.")
                .contains("1 firing alerts carry no label `cluster`; nothing was started for them.")
                .contains("1 alert of pythia ended; no recovery is under way that waits for that.");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void aRecoveryUnderWayIsToldWhichOfItsAlertsAreResolved() throws Exception {
        post(payload(alert("firing", "pythia", "a")));

        HttpResponse<String> answer = post(payload(alert("resolved", "pythia", "b") + ","
                + alert("resolved", "pythia", "a") + "," + alert("resolved", "pytia", "c") + ","
                + alert("firing", "temple", "d")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .contains("2 alerts of pythia ended; passed to cluster/pythia, run run-of-pythia.")
                .contains("1 more alerts ended that no run waits for.");
        assertThat(recoveries.told())
                .contains(new ResolvedAlerts(
                        "alertmanager", List.of("a@2026-03-03T16:01:00Z", "b@2026-03-03T16:01:00Z")));
    }

    @Test
    void ofManyResolvedAlertsTheFirstToHaveBegunArePassedOn() throws Exception {
        post(payload(alert("firing", "pythia", "a")));
        StringBuilder many = new StringBuilder(alert("resolved", "pythia", "0000"));
        for (int i = 1; i < 500; i++) {
            many.append(",").append(alert("resolved", "pythia", String.format("%04x", i)));
        }

        post(payload(many.toString()));

        assertThat(recoveries.told())
                .last(InstanceOfAssertFactories.type(ResolvedAlerts.class))
                .satisfies(told -> assertThat(told.keys()).hasSize(100).contains("0000@2026-03-03T16:01:00Z"));
    }

    @Test
    void aResolvedAlertIsOfTheClusterOfTheCommonLabelsToo() throws Exception {
        post(payload(alert("firing", "temple", "a")));

        post("{\"version\":\"4\",\"alerts\":[{\"status\":\"resolved\",\"fingerprint\":\"a\",\"startsAt\":\"t\"}],"
                + "\"commonLabels\":{\"cluster\":\"temple\"}}");

        assertThat(recoveries.told()).contains(new ResolvedAlerts("alertmanager", List.of("a@t")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer wrong", "Basic a-token-for-tests", "Bearer a-token-for-testsx"})
    void wantsTheToken(String header) throws Exception {
        HttpResponse<String> answer = send(request(header).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).doesNotContain(TOKEN);
        assertThat(recoveries.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rubbish | The body is not JSON to its end",
                "[] | The body has no list `alerts`",
                "{\"version\":\"4\",\"alerts\":{}} | The body has no list `alerts`",
                "{\"version\":\"1\",\"alerts\":[]} | The body's `version` is `1`, and only \\\"4\\\" is understood."
            })
    void refusesAMalformedBodyWithASentence(String body, String sentence) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(sentence);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        // Alertmanager's own order: what is of the version comes after the alerts.
        String head = "{\"status\":\"firing\",\"alerts\":[" + alert("firing", "pythia", "a") + ",";
        HttpResponse<String> answer = post(head + alert("firing", "x".repeat(9 * 1024 * 1024), "b") + "]}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("larger than 8 MiB", "group_by: [cluster]", "max_alerts");
        assertThat(recoveries.told())
                .as("what stood in it until then")
                .containsExactly(new Alert(
                        "alertmanager", "a@2026-03-03T16:01:00Z", "At least two servers have failed to start"));
    }

    /** Written as Alertmanager was seen to write it, with the version after the alerts. */
    @Test
    void aBodyLargerThan1MibReachesEachClusterOnce() throws Exception {
        StringBuilder body = new StringBuilder("{\"receiver\":\"rekindle\",\"status\":\"firing\",\"alerts\":[");
        for (int i = 0; i < 10_000; i++) {
            body.append(i == 0 ? "" : ",")
                    .append(alert("firing", i % 2 == 0 ? "pythia" : "temple", String.format("%016x", i)));
        }
        body.append("],\"groupLabels\":{},\"commonLabels\":{},\"version\":\"4\",\"truncatedAlerts\":0}");
        assertThat(body.length()).isGreaterThan(2 * 1024 * 1024);

        HttpResponse<String> answer = post(body.toString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told())
                .extracting(told -> ((Alert) told).key() + " " + ((Alert) told).summary())
                .containsExactly(
                        "0000000000000000@2026-03-03T16:01:00Z At least two servers have failed to start (and 4999 more)",
                        "0000000000000001@2026-03-03T16:01:00Z At least two servers have failed to start (and 4999 more)");
    }

    @Test
    void oneRunThatTakesNoAlertDoesNotKeepItFromOthers() throws Exception {
        recoveries.refuse("pythia", new RunFailure(RunFailure.Kind.REFUSED, "The run says no.", null));

        HttpResponse<String> answer =
                post(payload(alert("firing", "pythia", "a") + "," + alert("firing", "temple", "b")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The run says no.", "Started cluster/temple");
    }

    @Test
    void takesWhatIsCompressed() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(payload(alert("firing", "pythia", "a")).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(send(request("Bearer " + TOKEN)
                                .header("Content-Encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray())))
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(request("Bearer " + TOKEN)
                                .header("Content-Encoding", "br")
                                .POST(HttpRequest.BodyPublishers.ofString("?")))
                        .body())
                .contains("Content-Encoding is not understood");
    }

    @Test
    void asksToRepeatWhileTemporalIsAway() throws Exception {
        recoveries.fail(new RunFailure(RunFailure.Kind.UNREACHABLE, "No Temporal server answers.", null));

        HttpResponse<String> answer = post(payload(alert("firing", "pythia", "a")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("No Temporal server answers.");
    }

    @Test
    void staysHealthyWhileManyBodiesDoNotArriveAndEndsThemInSilence() throws Exception {
        List<Socket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                senders.add(halfASender());
            }

            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/healthz"))
                            .timeout(Duration.ofSeconds(3))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(health.statusCode()).isEqualTo(200);
            List<String> answers = new ArrayList<>();
            for (Socket sender : senders) {
                answers.add(statusLine(sender));
            }
            assertThat(answers).containsOnly("HTTP/1.1 503 Service Unavailable");
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }

        assertThat(post(payload(alert("firing", "pythia", "a"))).statusCode()).isEqualTo(202);
        assertThat(logged.list).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
    }

    @Test
    void logsASenderThatGoesAwayInALine() throws Exception {
        halfASender().close();

        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(logged.list)
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .contains("Refused a webhook: The body did not arrive: the sender went away or fell silent."));
        assertThat(logged.list).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
    }

    @Test
    void showsMetricsAndHealthWithoutAToken() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("temporal_metric 1\n");
        assertThat(get("/healthz").body()).isEqualTo("{\"ok\":true}");
    }

    /** Somebody with the token who announces a body and sends its first byte. */
    private Socket halfASender() throws IOException {
        Socket socket = new Socket("127.0.0.1", http.port());
        socket.setSoTimeout(15_000);
        socket.getOutputStream()
                .write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                                + "\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("Bearer " + TOKEN).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path)));
    }

    private HttpRequest.Builder request(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + PATH));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String payload(String alerts) {
        return "{\"version\":\"4\",\"groupKey\":\"g\",\"status\":\"firing\",\"commonLabels\":{},\"alerts\":[" + alerts
                + "]}";
    }

    private static String alert(String status, String cluster, String fingerprint) {
        return """
                {"status":"%s","labels":{"alertname":"Servers","cluster":"%s"},
                 "annotations":{"summary":"At least two servers have failed to start"},
                 "startsAt":"2026-03-03T16:01:00Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"%s"}
                """.formatted(status, cluster, fingerprint);
    }
}
