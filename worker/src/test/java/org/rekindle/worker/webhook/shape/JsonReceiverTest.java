// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.standard;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.worker.webhook.SettableClock;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/** JSON of a sender's own: through Svix, and as 2i2c's incident workflow of PagerDuty sends it. */
final class JsonReceiverTest {

    private static final String BEARER = "Bearer " + SECRET;

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(1_772_553_900));

    @SuppressWarnings("NullAway.Init")
    private ReceiverServer server;

    @BeforeEach
    void listen() throws Exception {
        server = ReceiverServer.start(folder, recoveries, clock, """
                    svix:
                      shape: json
                      auth: {standardWebhooks: {secretFiles: [standard.secret]}}
                      at:
                        cluster: /data/cluster
                        summary: /data/title
                        id: /data/id
                        status: /data/status
                        resolved: [resolved, closed]
                      starts: {/data/severity/name: [critical, "1"]}
                    workflow:
                      shape: json
                      auth: {bearer: {tokenFiles: [one.secret]}}
                      at: {cluster: /client_payload/title, summary: /client_payload/title, id: /client_payload/incident_id}
                      clusters: {us-binder: temple}
                    list:
                      shape: json
                      auth: {bearer: {tokenFiles: [one.secret]}}
                      at: {cluster: "/a~1b/1/name"}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-", "svix-"})
    void whatIsSignedByStandardWebhooksStartsTheRun(String prefix) throws Exception {
        HttpResponse<String> answer = signed(prefix, "msg_1", incident("triage", "\"critical\""));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).containsExactly(new Alert("svix", "42@", "Hub down"));
    }

    /** The bytes as they came are what is signed. */
    @Test
    void aByteOrderMarkBeforeTheTextIsSignedAndNotRead() throws Exception {
        HttpResponse<String> answer = signed("webhook-", "msg_1", "\uFEFF" + incident("triage", "\"critical\""));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).containsExactly(new Alert("svix", "42@", "Hub down"));
        assertThat(signed("webhook-", "msg_2", "\uFEFF\uFEFF{}").statusCode()).isEqualTo(400);
        assertThat(signed("webhook-", "msg_3", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aStatusOfTheListEndsTheAlert() throws Exception {
        signed("webhook-", "msg_1", incident("triage", "\"critical\""));

        signed("webhook-", "msg_2", incident("closed", "\"critical\""));

        assertThat(recoveries.told()).contains(new ResolvedAlerts("svix", List.of("42@")));
    }

    @Test
    void aNumberIsComparedAsItIsWritten() throws Exception {
        signed("webhook-", "msg_1", incident("triage", "1"));
        signed("webhook-", "msg_2", incident("triage", "2"));

        assertThat(recoveries.told()).hasSize(1);
    }

    @Test
    void theSameMessageIsDoneOnceThoughItIsSignedAnew() throws Exception {
        signed("webhook-", "msg_1", incident("triage", "\"critical\""));
        clock.pass(Duration.ofMinutes(20));

        assertThat(signed("webhook-", "msg_1", incident("triage", "\"critical\""))
                        .body())
                .contains("This delivery was accepted before");
    }

    @Test
    void aMessageOfBeforeTheToleranceIsRefused() throws Exception {
        String body = incident("triage", "\"critical\"");
        String then = String.valueOf(clock.instant().getEpochSecond());
        String signature = standard("msg_1." + then + "." + body);
        clock.pass(Duration.ofSeconds(301));

        HttpResponse<String> answer = server.post(
                "svix", body, "webhook-id", "msg_1", "webhook-timestamp", then, "webhook-signature", signature);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void theIdIsSignedToo() throws Exception {
        String body = incident("triage", "\"critical\"");
        String now = String.valueOf(clock.instant().getEpochSecond());

        HttpResponse<String> answer = server.post(
                "svix",
                body,
                "webhook-id",
                "msg_2",
                "webhook-timestamp",
                now,
                "webhook-signature",
                standard("msg_1." + now + "." + body));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughAndOtherKindsArePassedOver() throws Exception {
        String body = incident("triage", "\"critical\"");
        String now = String.valueOf(clock.instant().getEpochSecond());

        HttpResponse<String> answer = server.post(
                "svix",
                body,
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                now,
                "webhook-signature",
                "v1a,AAAA v1,bm90IHRoZSByaWdodCBvbmU= v1,%%% " + standard("msg_1." + now + "." + body));

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster=temple hub=staging: two servers failed", "[FIRING] cluster=us-binder hub=prod"})
    void theTitleOfAnIncidentWorkflowNamesTheCluster(String title) throws Exception {
        HttpResponse<String> answer = server.post("workflow", """
                {"event_type": "pagerduty", "client_payload":
                 {"incident_id": "Q1", "title": "%s", "service": "prod", "type": "incident"}}
                """.formatted(title), "Authorization", BEARER);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).containsExactly(new Alert("workflow", "Q1@", title));
        assertThat(answer.body()).contains("cluster/temple");
    }

    @Test
    void aPointerGoesThroughListsAndOddNames() throws Exception {
        server.post("list", "{\"a/b\":[{\"name\":\"temple\"},{\"name\":\"pythia\"}]}", "Authorization", BEARER);

        assertThat(recoveries.told())
                .containsExactly(new Alert("list", "An alert without a summary@", "An alert without a summary"));
    }

    @Test
    void whereTheClusterIsMissingTheAnswerSaysWhereItWasLookedFor() throws Exception {
        HttpResponse<String> answer = server.post("list", "{\"a/b\":7}", "Authorization", BEARER);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("carry no cluster at `/a~1b/1/name`");
    }

    @Test
    void whatIsNoObjectIsRefused() throws Exception {
        HttpResponse<String> answer = server.post("list", "[1,2]", "Authorization", BEARER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The body is no JSON object");
    }

    private HttpResponse<String> signed(String prefix, String id, String body) throws Exception {
        String now = String.valueOf(clock.instant().getEpochSecond());
        return server.post(
                "svix",
                body,
                prefix + "id",
                id,
                prefix + "timestamp",
                now,
                prefix + "signature",
                standard(id + "." + now + "." + body));
    }

    private static String incident(String status, String severity) {
        return """
                {"event_type":"public_incident.incident_status_updated_v2",
                 "data":{"id":42,"cluster":"pythia","title":"Hub\\ndown","status":"%s","severity":{"name":%s},
                 "more":[{"id":1},[[["deep"]]]]}}
                """.formatted(status, severity);
    }
}
