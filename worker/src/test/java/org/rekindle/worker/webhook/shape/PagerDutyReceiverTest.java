// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.OTHER_SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.hex;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.worker.webhook.SettableClock;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/** What PagerDuty's webhooks of version 3 start, end and leave, and how they are answered. */
final class PagerDutyReceiverTest {

    private static final String SIGNATURE = "X-PagerDuty-Signature";
    private static final Instant NOW = Instant.parse("2026-03-03T16:05:00Z");

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();

    @SuppressWarnings("NullAway.Init")
    private ReceiverServer server;

    @BeforeEach
    void listen() throws Exception {
        server = ReceiverServer.start(folder, recoveries, new SettableClock(NOW), """
                    pagerduty:
                      shape: pagerduty
                      auth: {hmac: {secretFiles: [one.secret, two.secret], header: X-PagerDuty-Signature, prefix: "v1="}}
                      clusters: {PSERVICE1: pythia}
                      starts: {urgency: high}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anIncidentOfAServiceStartsTheRunOfItsCluster() throws Exception {
        HttpResponse<String> answer = post(event("incident.triggered", "PSERVICE1", "The hub is down"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("Started cluster/pythia");
        assertThat(recoveries.told())
                .containsExactly(new Alert("pagerduty", "PGR0VU2@2026-03-03T16:01:00Z", "The hub is down"));
    }

    @Test
    void theTitleNamesTheClusterOfAServiceThatTheFileDoesNotHave() throws Exception {
        post(event("incident.triggered", "POTHER", "[prod] cluster=temple hub=staging is down"));

        assertThat(recoveries.told())
                .containsExactly(new Alert(
                        "pagerduty", "PGR0VU2@2026-03-03T16:01:00Z", "[prod] cluster=temple hub=staging is down"));
    }

    @Test
    void anIncidentThatNamesNoClusterIsAcceptedAndSaysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = post(event("incident.triggered", "POTHER", "Something is down"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("service of `clusters`, nor `cluster=NAME` in the title");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void anIncidentOfLowUrgencyIsNotedAlone() throws Exception {
        String low = event("incident.triggered", "PSERVICE1", "Slow").replace("\"high\"", "\"low\"");

        HttpResponse<String> answer = post(low);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("By `starts`, `urgency` must be high; it is `low`.");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void theEndOfAnIncidentReachesTheRunThatItStarted() throws Exception {
        post(event("incident.triggered", "PSERVICE1", "The hub is down"));

        post(event("incident.resolved", "PSERVICE1", "The hub is down").replace("EVENT1", "EVENT2"));

        assertThat(recoveries.told())
                .contains(new ResolvedAlerts("pagerduty", List.of("PGR0VU2@2026-03-03T16:04:00Z")));
    }

    /** By an end that comes late, one that was reopened since must not end. */
    @Test
    void aReopenedIncidentFiresAnew() throws Exception {
        post(event("incident.reopened", "PSERVICE1", "The hub is down"));

        assertThat(recoveries.told())
                .containsExactly(new Alert("pagerduty", "PGR0VU2@2026-03-03T16:04:00Z", "The hub is down"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incident.annotated",
                "incident.acknowledged",
                "incident.priority_updated",
                "incident.of_a_kind_to_come",
                "service.updated"
            })
    void otherEventsAreAcceptedAndStartNothing(String type) throws Exception {
        HttpResponse<String> answer = post(event(type, "PSERVICE1", "The hub is down"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("The event `" + type + "` was noted; it starts nothing.");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void theTestOfTheSubscriptionIsAccepted() throws Exception {
        HttpResponse<String> answer = post("""
                {"event":{"id":"01C","event_type":"pagey.ping","resource_type":"pagey","occurred_at":"2026-03-03T16:04:00Z",
                 "agent":null,"client":null,"data":{"message":"Hello from your friend Pagey!","type":"ping"}}}
                """);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("`pagey.ping`");
    }

    @ParameterizedTest
    @CsvSource({"X-Webhook-Id, one, one, EVENT1, EVENT2", "X-Webhook-Id, one, two, EVENT1, EVENT1"})
    void aDeliveryThatWasAcceptedIsNotDoneAgain(
            String header, String first, String second, String event, String nextEvent) throws Exception {
        String body = event("incident.triggered", "PSERVICE1", "The hub is down");
        post(body.replace("EVENT1", event), header, first);

        HttpResponse<String> answer = post(body.replace("EVENT1", nextEvent), header, second);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("This delivery was accepted before");
        assertThat(recoveries.told()).hasSize(1);
    }

    @Test
    void aDeliveryThatCouldNotBePassedOnIsDoneWhenItIsRepeated() throws Exception {
        String body = event("incident.triggered", "PSERVICE1", "The hub is down");
        RunFailure refusal = new RunFailure(RunFailure.Kind.FAILED, "It takes no alert.", null);
        recoveries.refuse("pythia", refusal);
        assertThat(post(body, "X-Webhook-Id", "one").statusCode()).isEqualTo(503);

        recoveries.refuse("pythia", new RunFailure(RunFailure.Kind.FAILED, "Still not.", null));
        HttpResponse<String> answer = post(body, "X-Webhook-Id", "one");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Still not.");
    }

    @Test
    void anEventThatWasRecordedLongAgoStartsNothing() throws Exception {
        String old = event("incident.triggered", "PSERVICE1", "Down").replace("2026-03-03T16:04", "2026-03-01T16:04");

        HttpResponse<String> answer = post(old);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("older than two days");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void eitherOfTwoSecretsIsEnoughAndSoIsOneOfSeveralSignatures() throws Exception {
        String body = event("incident.triggered", "PSERVICE1", "The hub is down");
        String wrong = hex("a-secret-of-a-stranger", body);

        assertThat(server.post("pagerduty", body, SIGNATURE, "v1=" + hex(OTHER_SECRET, body))
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.post("pagerduty", body, SIGNATURE, "v1=" + wrong + ",v1=" + hex(SECRET, body))
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.post("pagerduty", body, SIGNATURE, "v1=" + wrong).statusCode())
                .isEqualTo(401);
    }

    @Test
    void jsonOfAnotherKindIsRefusedWithWhatIsExpected() throws Exception {
        HttpResponse<String> answer = post("{\"messages\":[{\"event\":\"incident.trigger\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("send PagerDuty's webhook payload, version 3");
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = SIGNATURE;
        all[headers.length + 1] = "v1=" + hex(SECRET, body);
        return server.post("pagerduty", body, all);
    }

    private static String event(String type, String service, String title) {
        return """
                {"event":{"id":"EVENT1","event_type":"%s","resource_type":"incident",
                 "occurred_at":"2026-03-03T16:04:00Z","agent":null,"client":{"name":"PagerDuty"},
                 "data":{"id":"PGR0VU2","type":"incident","number":2,"status":"triggered","incident_key":"d364",
                  "created_at":"2026-03-03T16:01:00Z","title":"%s",
                  "service":{"id":"%s","summary":"A service","type":"service_reference"},
                  "assignees":[{"id":"PTUXL6G","type":"user_reference"}],"priority":null,"urgency":"high",
                  "resolve_reason":null}}}
                """.formatted(type, title, service);
    }
}
