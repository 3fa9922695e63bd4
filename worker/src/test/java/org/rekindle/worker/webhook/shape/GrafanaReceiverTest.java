// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.OTHER_SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.hex;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** What a contact point of Grafana sends, with a token or with a signature over a timestamp and the body. */
final class GrafanaReceiverTest {

    private static final String TIME = "X-Grafana-Alerting-Timestamp";
    private static final String SIGNATURE = "X-Grafana-Alerting-Signature";

    private static final String BODY = """
            {"receiver":"rekindle","status":"firing","orgId":1,"alerts":[
              {"status":"firing","labels":{"alertname":"HubDown","cluster":"pythia","severity":"critical"},
               "annotations":{"summary":"The hub is down"},"startsAt":"2026-03-03T16:01:00Z",
               "endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"57c6d9296de2ad39","silenceURL":"",
               "dashboardURL":"","panelURL":"","values":{"B":44.2},"valueString":"[ var='B' value=44.2 ]"},
              {"status":"firing","labels":{"alertname":"HubSlow","cluster":"temple","severity":"warning"},
               "annotations":{"summary":"The hub is slow"},"startsAt":"2026-03-03T16:01:00Z",
               "endsAt":"0001-01-01T00:00:00Z","fingerprint":"a1"}],
             "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://grafana/","version":"1",
             "groupKey":"{}","truncatedAlerts":0,"title":"[FIRING:2]","state":"alerting","message":"**Firing**"}
            """;

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(1_772_553_900));

    @SuppressWarnings("NullAway.Init")
    private ReceiverServer server;

    @BeforeEach
    void listen() throws Exception {
        server = ReceiverServer.start(folder, recoveries, clock, """
                    token:
                      shape: grafana
                      auth: {bearer: {tokenFiles: [one.secret, two.secret]}}
                    signed:
                      shape: grafana
                      auth:
                        hmac:
                          secretFiles: [one.secret]
                          header: X-Grafana-Alerting-Signature
                          timestamp: {header: X-Grafana-Alerting-Timestamp}
                      starts: {severity: [critical, page]}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A label on every alert, as an `external_labels` makes it, must not turn it into an alert of a cluster. */
    @Test
    void aWatchdogStartsNoRunWhateverItsLabels() throws Exception {
        String watchdog = BODY.replace("HubDown", "Watchdog").replace("HubSlow", "Watchdog");

        HttpResponse<String> firing = server.post("token", watchdog, "Authorization", "Bearer " + SECRET);
        HttpResponse<String> resolved = server.post(
                "token",
                watchdog.replace("\"status\":\"firing\",\"labels\"", "\"status\":\"resolved\",\"labels\""),
                "Authorization",
                "Bearer " + SECRET);

        assertThat(firing.body()).contains("The alert Watchdog was noted; it starts nothing. (2 times)");
        assertThat(resolved.body()).contains("The alert Watchdog was resolved, so it will be missed. (2 times)");
        assertThat(recoveries.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, OTHER_SECRET})
    void anyTokenOfTheListIsEnoughWhileOneIsReplaced(String token) throws Exception {
        HttpResponse<String> answer = server.post("token", BODY, "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recoveries.told())
                .containsExactly(
                        new Alert("token", "57c6d9296de2ad39@2026-03-03T16:01:00Z", "The hub is down"),
                        new Alert("token", "a1@2026-03-03T16:01:00Z", "The hub is slow"));
    }

    @Test
    void itMaySendByPut() throws Exception {
        assertThat(server.send("PUT", "token", BODY, "Authorization", "Bearer " + SECRET)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aLabelSaysWhichAlertsMayStartARun() throws Exception {
        HttpResponse<String> answer = signed(BODY);

        assertThat(recoveries.told())
                .containsExactly(new Alert("signed", "57c6d9296de2ad39@2026-03-03T16:01:00Z", "The hub is down"));
        assertThat(answer.body()).contains("`severity` must be critical or page; it is `warning`");
    }

    @Test
    void theSameRequestOnceMoreIsKnown() throws Exception {
        signed(BODY);

        assertThat(signed(BODY).body()).contains("This delivery was accepted before");
    }

    /** Grafana repeats an alert with the same words, which must start a run where the first one has ended. */
    @Test
    void aRepetitionThatWasSignedLaterIsNewWithTheSameBody() throws Exception {
        signed(BODY);
        clock.pass(Duration.ofHours(4));

        assertThat(signed(BODY).body()).contains("cluster/pythia");
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void aTimeFarFromNowIsRefused(long seconds) throws Exception {
        String time = String.valueOf(clock.instant().getEpochSecond() + seconds);

        HttpResponse<String> answer =
                server.post("signed", BODY, TIME, time, SIGNATURE, hex(SECRET, time + ":" + BODY));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("more than 300 s from now");
    }

    @Test
    void aTimeThatWasNotSignedIsRefused() throws Exception {
        String now = String.valueOf(clock.instant().getEpochSecond());

        assertThat(server.post("signed", BODY, TIME, now, SIGNATURE, hex(SECRET, BODY))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.post("signed", BODY, SIGNATURE, hex(SECRET, BODY)).body())
                .contains("no timestamp in seconds");
    }

    @Test
    void anAlertmanagerIsToldThatThisIsNotItsRoute() throws Exception {
        HttpResponse<String> answer = server.post(
                "token", BODY.replace("\"version\":\"1\"", "\"version\":\"4\""), "Authorization", "Bearer " + SECRET);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("`version` is `4`");
    }

    private HttpResponse<String> signed(String body) throws Exception {
        String now = String.valueOf(clock.instant().getEpochSecond());
        return server.post("signed", body, TIME, now, SIGNATURE, hex(SECRET, now + ":" + body));
    }
}
