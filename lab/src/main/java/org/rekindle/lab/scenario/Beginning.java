// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rekindle.lab.scenario.Scenario.Webhook;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.process.WorkerHealth;
import org.rekindle.worker.process.WorkerHttpServer;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.AlertReceiver;
import org.rekindle.worker.webhook.AlertSource;
import org.rekindle.worker.webhook.auth.BearerToken;
import org.rekindle.worker.webhook.shape.AlertmanagerShape;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;

/** Starts what a scenario begins with: by a person, by several, by webhooks over HTTP, or by a survey. */
final class Beginning {

    private static final String TOKEN = "the-token-of-the-game-day";

    private final Scenario scenario;
    private final SimulatedEnvironment environment;
    private final Recoveries recoveries;
    private final Judge judge;
    private final Set<String> runs = new LinkedHashSet<>();

    private Beginning(Scenario scenario, SimulatedEnvironment environment, Recoveries recoveries, Judge judge) {
        this.scenario = scenario;
        this.environment = environment;
        this.recoveries = recoveries;
        this.judge = judge;
    }

    /** Starts it. */
    static Beginning of(Scenario scenario, SimulatedEnvironment environment, Recoveries recoveries, Judge judge)
            throws IOException {
        Beginning beginning = new Beginning(scenario, environment, recoveries, judge);
        beginning.begin();
        return beginning;
    }

    /** The ids of all runs that the cluster has had, in their order. */
    List<String> runs() {
        return List.copyOf(runs);
    }

    private void begin() throws IOException {
        Scenario.Start start = scenario.start();
        if (start.survey()) {
            survey();
        } else if (start.rotate()) {
            rotate();
        } else if (start.alerts().isEmpty()) {
            ask(start.by());
            start.again().forEach(this::ask);
        } else {
            send(start.alerts().stream().filter(alert -> !alert.whenDone()).toList());
        }
        noteTheRun();
    }

    /** Time is skipped by steps: a wait for the result would let a server in memory skip to the end of all that was started. */
    private void survey() {
        WorkflowStub survey = stub("SurveyFleet", Identifiers.SURVEY);
        survey.start();
        while (survey.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            environment.temporal().sleep(Duration.ofSeconds(1));
        }
    }

    private void rotate() {
        String cluster = scenario.start().recover();
        stub("RotateCertificates", Identifiers.workflowId(cluster))
                .start(new RecoverRequest(cluster, "manual", scenario.start().by(), false, null));
    }

    private WorkflowStub stub(String type, String id) {
        return environment
                .temporal()
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .setWorkflowId(id)
                                .build());
    }

    private void ask(String by) {
        runs.add(recoveries
                .recover(new RecoverRequest(scenario.start().recover(), "manual", by, false, null))
                .runId());
    }

    /** What comes late must not start anything again. */
    void afterTheEnd() throws IOException {
        send(scenario.start().alerts().stream().filter(Webhook::whenDone).toList());
        noteTheRun();
    }

    private void noteTheRun() {
        RecoveryView view = recoveries.view(scenario.start().recover());
        runs.add(view.runId());
    }

    private void send(List<Webhook> alerts) throws IOException {
        if (alerts.isEmpty()) {
            return;
        }
        Webhooks place = environment.fleet().webhooks();
        BearerToken token =
                BearerToken.of(place, Map.of(BearerToken.VARIABLE, TOKEN)).orElseThrow();
        AlertIntake intake = new AlertIntake(environment.fleet().ids(), recoveries);
        List<AlertSource> sources = List.of(new AlertReceiver("alertmanager", token, AlertmanagerShape.alertmanager()));
        try (WorkerHttpServer side =
                WorkerHttpServer.listen(place, sources, intake, () -> "", () -> WorkerHealth.WELL)) {
            URI address = URI.create("http://127.0.0.1:" + side.port() + "/webhooks/alertmanager");
            for (Webhook alert : alerts) {
                int answer = send(address, alert);
                if (answer != alert.answer()) {
                    judge.add("A webhook (" + alert + ") was answered with " + answer + ".");
                }
            }
        }
    }

    private int send(URI address, Webhook alert) throws IOException {
        String body = """
                {"version": "4", "groupKey": "game day", "status": "%1$s", "receiver": "rekindle", "alerts": [
                  {"status": "%1$s", "labels": {"alertname": "HubCannotSpawn", "cluster": "%2$s"},
                   "annotations": {"summary": "no user can start a server"},
                   "startsAt": "2026-03-04T15:00:00Z", "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "aa"}]}
                """.formatted(alert.status(), scenario.start().recover());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + (alert.forged() ? "somebody-elses-token" : TOKEN))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a webhook was sent", interrupted);
        }
    }
}
