// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.workflows.model.run.Alert;

/** A second format needs a class and a line in the list: here lines of text with a signature, as some pagers sign. */
class AlertSourceTest {

    private static final String KEY = "a-key-for-tests";

    private final FakeRecoveries recoveries = new FakeRecoveries();

    @SuppressWarnings("NullAway.Init")
    private WorkerHttpServer http;

    @BeforeEach
    void listen() {
        http = server(List.of(new SignedLines()));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void aSecondFormatStartsTheRunOfItsCluster() throws Exception {
        HttpResponse<String> answer = post("/webhooks/lines", "pythia 7 hub is down\n", sign("pythia 7 hub is down\n"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).containsExactly(new Alert("lines", "7@", "hub is down"));
        assertThat(http.routes()).containsExactly("/webhooks/lines", "/metrics", "/healthz");
    }

    @Test
    void aSecondFormatSharesWhatTheIntakeDoes() throws Exception {
        String body = "pythia 7 hub is down\npythia 8 proxy is down\npytia 9 hub is down\n";

        HttpResponse<String> answer = post("/webhooks/lines", body, sign(body));

        assertThat(answer.body()).contains("Started cluster/pythia", "no cluster `pytia`: did you mean pythia?");
        assertThat(recoveries.told()).containsExactly(new Alert("lines", "7@", "hub is down (and 1 more)"));
    }

    @Test
    void aWrongSignatureOfTheBodyStartsNothing() throws Exception {
        HttpResponse<String> answer = post("/webhooks/lines", "pythia 7 hub is down\n", sign("temple 7 hub is down\n"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Signature");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void aBodyOfAnotherFormatIsRefused() throws Exception {
        HttpResponse<String> answer = post("/webhooks/lines", "what?\n", sign("what?\n"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("A line has three parts.");
    }

    @Test
    void aFormatThatIsNotInTheListHasNoRoute() throws Exception {
        assertThat(post("/webhooks/alertmanager", "", "").statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAnyFormatTheAnswerSaysHowToSwitchThemOn() throws Exception {
        http.close();
        http = server(List.of());

        HttpResponse<String> answer = post("/webhooks/alertmanager", "", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Webhooks are off: set `webhooks.tokenFile` or `webhooks.receivers`");
    }

    private WorkerHttpServer server(List<AlertSource> sources) {
        return WorkerHttpServer.listen(
                new Webhooks("127.0.0.1", 0, null),
                sources,
                new AlertIntake(List.of("pythia", "temple"), recoveries),
                () -> "",
                () -> WorkerHealth.WELL);
    }

    private HttpResponse<String> post(String route, String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + route))
                .header("X-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String sign(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code CLUSTER ID SUMMARY}, a line for each alert. */
    private static final class SignedLines implements AlertSource {

        @Override
        public String id() {
            return "lines";
        }

        @Override
        public void authenticate(AlertRequest request) {
            if (request.header("X-Signature") == null) {
                throw new Unauthenticated("Signature", "Sign the body: X-Signature.");
            }
        }

        @Override
        public void parse(AlertRequest request, AlertCollector alerts) throws IOException {
            String body = new String(request.bytes().readAllBytes(), StandardCharsets.UTF_8);
            byte[] shown = String.valueOf(request.header("X-Signature")).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(sign(body).getBytes(StandardCharsets.UTF_8), shown)) {
                throw new Unauthenticated("Signature", "The signature is wrong.");
            }
            for (String line : body.split("\n", -1)) {
                if (!line.isEmpty()) {
                    alerts.firing(alert(line));
                }
            }
        }

        private static ReceivedAlert alert(String line) {
            String[] parts = line.split(" ", 3);
            if (parts.length < 3) {
                throw new MalformedPayload("A line has three parts.");
            }
            return new ReceivedAlert(parts[0], parts[1], "", parts[2]);
        }

        @Override
        public String expected() {
            return "lines of text";
        }

        @Override
        public String clusterField() {
            return "first word";
        }

        @Override
        public String howToSendLess() {
            return "Send fewer lines.";
        }
    }
}
