// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.FleetFolder;
import org.rekindle.worker.runs.Started;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.run.RecoverRequest;
import tools.jackson.databind.json.JsonMapper;

/** What only a real Temporal server does: it cancels the workflow beside a run when the run closes in any way, and it resets runs. */
final class NotifiedPeopleIT {

    /** The first step that a run can be reset to. */
    private static final long FIRST_TASK_COMPLETED = 4;

    @TempDir
    Path folder;

    private final List<String> headlines = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer service;

    @SuppressWarnings("NullAway.Init")
    private DevServer server;

    @SuppressWarnings("NullAway.Init")
    private WorkerProcess worker;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::take);
        service.start();
        Path secret = folder.resolve("messages.key");
        Files.writeString(secret, "a secret of more than twenty-four bytes\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        FleetFile fleet = FleetFile.read(
                FleetFolder.in(folder).write("""
                openstack: {cloudsFile: clouds.yaml}
                state: {folder: state}
                webhooks: {listen: "127.0.0.1:0"}
                notify:
                  channels:
                    ops: {webhook: {url: "http://127.0.0.1:%d/ops", secretFile: messages.key}}
                  always: [ops]
                clusters:
                  a: {cloud: jetstream2, magnum: a, templates: [t]}
                """.formatted(service.getAddress().getPort())));
        Path database = folder.resolve("of-temporal/temporal.db");
        Path temporal = ToolFinder.create().ensure(Tool.TEMPORAL, line -> {});
        server = DevServer.start(temporal, database, 0, 0, database.resolveSibling("temporal.log"));
        worker = WorkerProcess.start(fleet, new TemporalAddress(server.address(), null));
    }

    @AfterEach
    void stop() {
        worker.close();
        server.close();
        service.stop(0);
    }

    @Test
    void theEndOfATerminatedRunIsAnnouncedOnceThoughItWasResetBefore() {
        WorkflowClient client = worker.connection().client();
        TemporalRecoveries recoveries = TemporalRecoveries.over(client);
        Started run = recoveries.recover(new RecoverRequest("a", "manual", "ana", false, null));
        awaitHeadlines("a: a recovery began");

        reset(client, run);
        awaitHeadlines("a: a recovery began", "a: a recovery began");

        client.newUntypedWorkflowStub(Identifiers.workflowId("a")).terminate("by hand");
        awaitHeadlines("a: a recovery began", "a: a recovery began", "a: the run was terminated, or it failed");
    }

    private static void reset(WorkflowClient client, Started run) {
        client.getWorkflowServiceStubs()
                .blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace("default")
                        .setWorkflowExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(run.workflowId())
                                .setRunId(run.runId()))
                        .setReason("by hand")
                        .setRequestId("reset-of-a-test")
                        .setWorkflowTaskFinishEventId(FIRST_TASK_COMPLETED)
                        .build());
    }

    private void awaitHeadlines(String... expected) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(headlines).containsExactlyInAnyOrder(expected));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            headlines.add(JsonMapper.shared()
                    .readTree(body)
                    .path("data")
                    .path("headline")
                    .asString());
            exchange.sendResponseHeaders(202, -1);
        }
    }
}
