// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/** CloudEvents 1.0, whole in the body or with their attributes in headers. */
final class CloudEventsReceiverTest {

    private static final String BEARER = "Bearer " + SECRET;

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();

    @SuppressWarnings("NullAway.Init")
    private ReceiverServer server;

    @BeforeEach
    void listen() throws Exception {
        server = ReceiverServer.start(folder, recoveries, Clock.systemUTC(), """
                    events:
                      shape: cloudevents
                      auth: {bearer: {tokenFiles: [one.secret]}}
                      at: {summary: /data/what, resolved: [org.example.cluster.well]}
                      starts: {source: /monitoring}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEventThatIsWholeInTheBodyStartsTheRunOfItsSubject() throws Exception {
        HttpResponse<String> answer = whole("A1", "org.example.cluster.ill");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).containsExactly(new Alert("events", "pythia@", "The hub is down"));
    }

    @Test
    void anEventWithItsAttributesInHeadersDoesTheSame() throws Exception {
        HttpResponse<String> answer = server.post(
                "events",
                "{\"what\": \"The hub is down\"}",
                "Authorization",
                BEARER,
                "Content-Type",
                "application/json",
                "ce-specversion",
                "1.0",
                "ce-id",
                "A1",
                "ce-source",
                "/monitoring",
                "ce-type",
                "org.example.cluster.ill",
                "ce-subject",
                "pythia");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told()).containsExactly(new Alert("events", "pythia@", "The hub is down"));
    }

    @Test
    void theSameEventOnceMoreIsKnownByItsSourceAndId() throws Exception {
        whole("A1", "org.example.cluster.ill");

        assertThat(whole("A1", "org.example.cluster.ill").body()).contains("This delivery was accepted before");
        assertThat(whole("A2", "org.example.cluster.ill").body()).contains("cluster/pythia");
    }

    @Test
    void aTypeOfTheListEndsTheAlert() throws Exception {
        whole("A1", "org.example.cluster.ill");

        whole("A2", "org.example.cluster.well");

        assertThat(recoveries.told()).contains(new ResolvedAlerts("events", List.of("pythia@")));
    }

    @Test
    void anotherSourceStartsNothing() throws Exception {
        HttpResponse<String> answer = server.post(
                "events",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/other\",\"type\":\"t\",\"subject\":\"pythia\"}",
                "Authorization",
                BEARER);

        assertThat(answer.body()).contains("`source` must be /monitoring; it is `?other`");
        assertThat(recoveries.told()).isEmpty();
    }

    @Test
    void aBatchIsRefusedWithTheWayOut() throws Exception {
        HttpResponse<String> answer = server.post(
                "events", "[]", "Authorization", BEARER, "Content-Type", "application/cloudevents-batch+json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("send each by itself");
    }

    @Test
    void whatIsNoEventIsRefused() throws Exception {
        assertThat(server.post("events", "{\"alerts\":[]}", "Authorization", BEARER)
                        .body())
                .contains("no `specversion` of 1.0");
    }

    private HttpResponse<String> whole(String id, String type) throws Exception {
        return server.post(
                "events",
                """
                {"specversion":"1.0","id":"%s","source":"/monitoring","type":"%s","subject":"pythia",
                 "time":"2026-03-03T16:01:00Z","datacontenttype":"application/json","data":{"what":"The hub is down"}}
                """.formatted(id, type),
                "Authorization",
                BEARER,
                "Content-Type",
                "application/cloudevents+json; charset=UTF-8");
    }
}
