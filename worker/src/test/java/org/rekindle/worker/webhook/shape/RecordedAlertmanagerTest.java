// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.worker.webhook.ReceiverServer.SECRET;
import static org.rekindle.worker.webhook.ReceiverServer.recorded;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.webhook.ReceiverServer;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/** Bodies that a real Alertmanager 0.25 has sent. */
final class RecordedAlertmanagerTest {

    private static final String BEARER = "Bearer " + SECRET;

    @TempDir
    Path folder;

    private final FakeRecoveries recoveries = new FakeRecoveries();

    @Test
    void whatFiresStartsTheRunAndWhatEndedReachesIt() throws Exception {
        try (ReceiverServer server = server("clusters: {projectpythia-binder: pythia}")) {
            HttpResponse<String> firing =
                    server.post("prod", recorded("alertmanager-0.25-firing.json"), "Authorization", BEARER);
            HttpResponse<String> ended =
                    server.post("prod", recorded("alertmanager-0.25-resolved.json"), "Authorization", BEARER);

            assertThat(firing.statusCode()).isEqualTo(202);
            assertThat(ended.body()).contains("2 alerts of pythia ended; passed to cluster/pythia");
        }
        assertThat(recoveries.told())
                .containsExactly(
                        new Alert(
                                "prod",
                                "83d929da7111d636@2026-11-28T18:57:25.242Z",
                                "The certificate of projectpythia-binder ended -270d 0h 56m 3s ago"),
                        new ResolvedAlerts(
                                "prod",
                                List.of(
                                        "4bea5eef1bee7c23@2026-11-28T18:57:23.242Z",
                                        "83d929da7111d636@2026-11-28T18:57:25.242Z")));
    }

    @Test
    void aLabelThatIsNotAsTheFileAsksIsNoted() throws Exception {
        try (ReceiverServer server =
                server("clusters: {projectpythia-binder: pythia}\n      starts: {severity: page}")) {
            HttpResponse<String> answer =
                    server.post("prod", recorded("alertmanager-0.25-firing.json"), "Authorization", BEARER);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("`severity` must be page; it is `critical`");
        }
        assertThat(recoveries.told()).isEmpty();
    }

    private ReceiverServer server(String more) throws Exception {
        return ReceiverServer.start(folder, recoveries, Clock.systemUTC(), """
                    prod:
                      shape: alertmanager
                      auth: {bearer: {tokenFiles: [one.secret]}}
                """ + "      " + more + "\n");
    }
}
