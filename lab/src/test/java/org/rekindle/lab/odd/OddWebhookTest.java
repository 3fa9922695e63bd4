// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Started;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.AlertReceiver;
import org.rekindle.worker.webhook.auth.BearerToken;
import org.rekindle.worker.webhook.shape.AlertmanagerShape;

/** Whatever is posted, there is an answer in a sentence and in time, and an alert that is good starts its run. */
@Timeout(120)
class OddWebhookTest {

    private static final String TOKEN = "a-token-for-odd-tests";
    private static final Duration IN_TIME = Duration.ofSeconds(12);
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As a real Alertmanager 0.25 wrote it, the cluster of ours last. */
    private static final String GOOD = """
            {"receiver":"rekindle","status":"firing","alerts":[
              {"status":"firing","labels":{"alertname":"HubDown","cluster":"odd","severity":"critical"},
               "annotations":{"summary":"The hub is down","description":"It does not answer."},
               "startsAt":"2026-11-28T18:00:00.123Z","endsAt":"0001-01-01T00:00:00Z",
               "generatorURL":"http://prometheus/graph?g0.expr=up","fingerprint":"d9f9d5a2c1b5e1a0"},
              {"status":"firing","labels":{"alertname":"HubDown","cluster":"good"},
               "annotations":{"summary":"The hub is down"},"startsAt":"2026-11-28T18:00:00Z",
               "endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"aa"}],
             "groupLabels":{"alertname":"HubDown"},"commonLabels":{"alertname":"HubDown"},
             "commonAnnotations":{"summary":"The hub is down"},"externalURL":"http://alertmanager",
             "version":"4","groupKey":"{}:{alertname=\\"HubDown\\"}","truncatedAlerts":0}
            """;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private WorkerHttpServer http;

    @BeforeEach
    void listen() {
        Webhooks place = new Webhooks("127.0.0.1", 0, null);
        BearerToken token =
                BearerToken.of(place, Map.of(BearerToken.VARIABLE, TOKEN)).orElseThrow();
        http = WorkerHttpServer.listen(
                place,
                List.of(new AlertReceiver("alertmanager", token, AlertmanagerShape.alertmanager())),
                new AlertIntake(List.of("good", "odd"), recoveries()),
                () -> "",
                () -> WorkerHealth.WELL);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void aGoodAlertBesideAnOddOneStillStartsItsRun() throws Exception {
        for (OddValues.Odd odd : OddValues.of(JSON.readTree(GOOD))) {
            told.clear();
            HttpResponse<String> answer = post(odd.document().toString());

            assertThat(answer.statusCode()).as(odd.what()).isIn(202, 400);
            assertThat(answer.body())
                    .as(odd.what())
                    .startsWith("{\"results\":[")
                    .doesNotContain("Exception");
            if (odd.what().startsWith("/alerts/0")) {
                assertThat(answer.statusCode()).as(odd.what()).isEqualTo(202);
                assertThat(told).as(odd.what()).contains("good");
            }
        }
    }

    @Test
    void aBodyThatBreaksOffIsTakenAsFarAsItWasWhole() throws Exception {
        String good = withGoodFirst();
        int end = good.indexOf("\"labels\"", good.indexOf("\"odd\"") - 60);
        HttpResponse<String> answer = post(good.substring(0, end));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Started cluster/good", "The body is not JSON to its end");
        assertThat(told).containsExactly("good");
    }

    @Test
    void oddTextsAreAnsweredInTime() throws Exception {
        String good = withGoodFirst();
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("a NUL", "\u0000");
        bodies.put("a text", "\"alerts\"");
        bodies.put("a number", "4");
        bodies.put("null", "null");
        bodies.put("lists", "[".repeat(1_000_000));
        bodies.put("objects", "{\"a\":".repeat(1_000_000));
        bodies.put("a long name", "{\"" + "x".repeat(1_000_000) + "\":1}");
        bodies.put("a long number", "{\"version\":" + "1".repeat(1_000_000) + "}");
        bodies.put("form", "payload=%7B%7D");
        bodies.put("two", good + good);
        bodies.put("twice the same key", good.replace("\"version\"", "\"alerts\":[],\"version\":\"9\",\"version\""));
        bodies.put(
                "deep in an alert",
                good.replace(
                        "\"status\":\"firing\",\"labels\":{\"alertname\":\"HubDown\",\"cluster\":\"odd\"",
                        "\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000)
                                + ",\"status\":\"firing\",\"labels\":{\"alertname\":\"HubDown\",\"cluster\":\"odd\""));
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            told.clear();
            HttpResponse<String> answer = post(body.getValue());

            assertThat(answer.statusCode()).as(body.getKey()).isIn(202, 400);
            assertThat(answer.body())
                    .as(body.getKey())
                    .startsWith("{\"results\":[\"")
                    .contains(".\"]}");
            if (body.getValue().contains("\"good\"")) {
                assertThat(told).as(body.getKey()).contains("good");
            }
        }
    }

    @Test
    void textsThatNoHistoryHoldsAreCleaned() throws Exception {
        for (String summary : List.of("\\u0000", "\\ud83d", "\n\t\u0000", "x".repeat(299) + "🔥🔥", "\\ud83d\\ud83d")) {
            told.clear();
            HttpResponse<String> answer = post(GOOD.replace("The hub is down", summary));

            assertThat(answer.statusCode()).as(summary).isEqualTo(202);
            assertThat(told).as(summary).contains("good", "odd");
        }
    }

    @Test
    void anotherCharsetIsReadAsItIsSaid() throws Exception {
        for (String charset : List.of("utf-8", "iso-8859-1", "utf-16", "no-such-charset", "")) {
            told.clear();
            Charset bytes = charset.startsWith("utf-16") ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
            HttpResponse<String> answer = post(
                    BodyPublishers.ofString(GOOD.replace("The hub is down", "Schlüssel"), bytes),
                    "Content-Type",
                    "application/json; charset=" + charset);

            assertThat(answer.statusCode()).as(charset).isEqualTo(202);
            assertThat(told).as(charset).contains("good");
        }
    }

    @Test
    void oddEncodingsAreAnswered() throws Exception {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(blanks);
            }
        }
        assertThat(post(BodyPublishers.ofByteArray(gzip.toByteArray()), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(BodyPublishers.ofByteArray(bomb.toByteArray()), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post(BodyPublishers.ofString(GOOD), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(BodyPublishers.ofByteArray(gzip.toByteArray()), "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(BodyPublishers.ofString(GOOD), "Content-Encoding", "zstd")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void chunksAreTakenAndBrokenOnesAnswered() throws Exception {
        assertThat(post(BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8))))
                        .statusCode())
                .isEqualTo(202);
        try (Socket socket = new Socket("127.0.0.1", http.port())) {
            socket.setSoTimeout((int) IN_TIME.toMillis());
            socket.getOutputStream()
                    .write(("POST /webhooks/alertmanager HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                                    + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 ");
        }
    }

    @Test
    void aRefusedBodyLeavesItsConnectionForTheNextRequest() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", http.port())) {
            socket.setSoTimeout((int) IN_TIME.toMillis());
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String refused :
                    List.of("[".repeat(1_000_000), "{\"a\":".repeat(300_000), "4" + " ".repeat(1_000_000))) {
                assertThat(postOn(socket, answers, refused)).startsWith("HTTP/1.1 400 ");
            }

            assertThat(postOn(socket, answers, GOOD)).startsWith("HTTP/1.1 202 ");
        }
    }

    /** It sends more often than a connection may be silent. */
    @Test
    void aSlowSenderIsWaitedForNoLongerThanABodyMayTake() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", http.port())) {
            socket.setSoTimeout((int) BETWEEN_BYTES.toMillis());
            socket.getOutputStream()
                    .write(("POST /webhooks/alertmanager HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                                    + "\r\nContent-Length: 100000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            String status = drip(socket);

            assertThat(status).isEqualTo("HTTP/1.1 503");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
        }
    }

    /** Sends a blank whenever no answer has come yet; the beginning of the answer. */
    private static String drip(Socket socket) throws IOException {
        while (true) {
            try {
                return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            } catch (SocketTimeoutException noAnswerYet) {
                socket.getOutputStream().write(' ');
            }
        }
    }

    /** The status line of the answer. */
    private static String postOn(Socket socket, BufferedReader answers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(("POST /webhooks/alertmanager HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                                + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        String status = answers.readLine();
        int length = 0;
        for (String header = answers.readLine(); header != null && !header.isEmpty(); header = answers.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        while (length > 0) {
            length -= (int) answers.skip(length);
        }
        return String.valueOf(status);
    }

    private static String withGoodFirst() throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(GOOD);
        ArrayNode alerts = (ArrayNode) root.get("alerts");
        alerts.add(alerts.remove(0));
        return root.toString();
    }

    /** It takes alerts and nothing else. */
    private Recoveries recoveries() {
        return (Recoveries) Proxy.newProxyInstance(
                Recoveries.class.getClassLoader(), new Class<?>[] {Recoveries.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("alert")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    told.add(String.valueOf(arguments[0]));
                    JSON.writeValueAsBytes(String.valueOf(arguments[1]));
                    return new Started("cluster/" + arguments[0], "run", true);
                });
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return post(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(BodyPublisher body, String... header) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + http.port() + "/webhooks/alertmanager"))
                .timeout(IN_TIME)
                .header("Authorization", "Bearer " + TOKEN)
                .POST(body);
        if (header.length == 2) {
            request.header(header[0], header[1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
