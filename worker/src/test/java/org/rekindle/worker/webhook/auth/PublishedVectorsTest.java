// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.hex;
import static org.rekindle.worker.webhook.ReceiverServer.recorded;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.worker.webhook.SettableClock;

/** Signatures that the senders themselves have published, or the forms in which their pages describe them. */
final class PublishedVectorsTest {

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();

    /** Of the tests of PagerDuty's library for Go. */
    @Test
    void pagerDutysOwnSignatureIsRight() throws Exception {
        String body = recorded("pagerduty-priority-updated.json").strip();

        try (ReceiverServer server = at(Instant.parse("2021-04-26T17:40:00Z"), """
                    pd:
                      shape: pagerduty
                      auth: {hmac: {secretFiles: [pagerduty.secret], header: X-PagerDuty-Signature, prefix: "v1="}}
                """)) {
            HttpResponse<String> right = server.post(
                    "pd",
                    body,
                    "X-PagerDuty-Signature",
                    "v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd");
            HttpResponse<String> wrong = server.post(
                    "pd",
                    body,
                    "X-PagerDuty-Signature",
                    "v1=7020c8a7ec668a9b7012bc3dd82e483394b038f4230acc6785efbf2a7d8bcaf5");

            assertThat(right.statusCode()).isEqualTo(202);
            assertThat(right.body()).contains("`incident.priority_updated` was noted");
            assertThat(wrong.statusCode()).isEqualTo(401);
        }
    }

    /** Of the specification of Standard Webhooks. */
    @Test
    void theSignatureOfTheStandardIsRight() throws Exception {
        try (ReceiverServer server = at(Instant.ofEpochSecond(1_614_265_330), """
                    standard:
                      shape: json
                      auth: {standardWebhooks: {secretFiles: [standard.secret]}}
                      at: {cluster: /test}
                """)) {
            HttpResponse<String> answer = server.post(
                    "standard",
                    "{\"test\": 2432232314}",
                    "webhook-id",
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    "webhook-timestamp",
                    "1614265330",
                    "webhook-signature",
                    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("no cluster `2432232314`");
        }
    }

    /** Time and signature in one header, and nothing between time and body. */
    @Test
    void theFormOfRootlyIsRead() throws Exception {
        String body = "{\"data\":{\"title\":\"cluster=pythia is down\"}}";

        try (ReceiverServer server = at(Instant.ofEpochSecond(1_492_774_588), """
                    rootly:
                      shape: json
                      auth:
                        hmac:
                          secretFiles: [one.secret]
                          header: X-Rootly-Signature
                          prefix: "v1="
                          timestamp: {prefix: "t=", separator: ""}
                      at: {cluster: /data/title}
                """)) {
            String signature = "t=1492774588,v1=" + hex(SECRET, "1492774588" + body);

            assertThat(server.post("rootly", body, "X-Rootly-Signature", signature)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(server.post("rootly", body, "X-Rootly-Signature", signature.replace("t=149", "t=,t=149"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(server.post("rootly", body, "X-Rootly-Signature", "t=1492774589," + signature)
                            .statusCode())
                    .as("two times")
                    .isEqualTo(401);
        }
    }

    @Test
    void aSignatureInBase64IsRead() throws Exception {
        String body = "{\"cluster\":\"pythia\"}";

        try (ReceiverServer server = at(Instant.EPOCH, """
                    shop:
                      shape: json
                      auth: {hmac: {secretFiles: [one.secret], header: X-Hmac, encoding: base64}}
                      at: {cluster: /cluster}
                """)) {
            assertThat(server.post("shop", body, "X-Hmac", base64(body)).statusCode())
                    .isEqualTo(202);
            assertThat(server.post("shop", body, "X-Hmac", hex(SECRET, body)).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aLoginOfBasicAuthIsReadAndNoOtherIs() throws Exception {
        String body = recorded("alertmanager-0.25-firing.json");

        try (ReceiverServer server = at(Instant.EPOCH, """
                    basic:
                      shape: alertmanager
                      auth: {basic: {user: prometheus, passwordFile: one.secret}}
                      clusters: {projectpythia-binder: pythia}
                """)) {
            HttpResponse<String> right = server.post("basic", body, "Authorization", "Basic " + login(SECRET));
            HttpResponse<String> wrong = server.post("basic", body, "Authorization", "Basic " + login("wrong"));

            assertThat(right.statusCode()).isEqualTo(202);
            assertThat(right.body()).contains("Started cluster/pythia");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"rekindle\"");
            assertThat(server.post("basic", body, "Authorization", "Basic ???").statusCode())
                    .isEqualTo(401);
            assertThat(server.post("basic", body, "Authorization", "Bearer " + SECRET)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private ReceiverServer at(Instant now, String receiver) throws Exception {
        return ReceiverServer.start(folder, recoveries, new SettableClock(now), receiver);
    }

    private static String login(String password) {
        return Base64.getEncoder().encodeToString(("prometheus:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
