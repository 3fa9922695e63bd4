// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.runs.GuardedTemporal;

class CallWatchTest {

    private static final ByteString TOKEN = ByteString.copyFromUtf8("task");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T20:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FailingTasks tasks = new FailingTasks(clock, registry);
    private final CallWatch watch = new CallWatch(clock, tasks);

    @SuppressWarnings("NullAway.Init")
    private GuardedTemporal temporal;

    @SuppressWarnings("NullAway.Init")
    private WorkflowServiceStubs stubs;

    @BeforeEach
    void start() throws IOException {
        temporal = new GuardedTemporal();
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .addGrpcClientInterceptor(watch)
                .build());
    }

    @AfterEach
    void stop() {
        stubs.shutdownNow();
        temporal.close();
    }

    @Test
    void aWorkerWhoseTokenHasEndedIsToldOfAfterAMinute() {
        poll();
        temporal.token = "another";
        refused();
        assertThat(watch.trouble()).as("one refusal may be an accident").isEmpty();

        later(Duration.ofSeconds(61));
        refused();
        assertThat(watch.trouble())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("since 2026-11-28T20:00:00Z", "PERMISSION_DENIED", "TEMPORAL_API_KEY_FILE"));

        temporal.token = null;
        poll();
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsToldOf() {
        poll();
        temporal.close();
        refused();
        later(Duration.ofSeconds(61));

        assertThat(watch.trouble()).hasValueSatisfying(why -> assertThat(why).contains("UNAVAILABLE"));
    }

    @Test
    void aWorkerWithoutWorkIsWell() {
        for (int minute = 0; minute < 5; minute++) {
            poll();
            later(Duration.ofSeconds(70));
            assertThat(watch.trouble()).isEmpty();
        }
    }

    @Test
    void aWorkerThatPollsNoMoreIsToldOf() {
        poll();
        later(Duration.ofMinutes(2));

        assertThat(watch.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("no poll since 2026-11-28T20:00:00Z"));
    }

    @Test
    void aWorkflowTaskThatFailsAgainAndAgainIsToldOfUntilItIsDone() {
        give(3);
        assertThat(tasks.trouble()).isEmpty();
        give(4);
        assertThat(tasks.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("survey-fleet (SurveyFleet, attempt 4)"));
        assertThat(registry.get("rekindle_workflow_runs_failing").gauge().value())
                .isEqualTo(1);

        stubs.blockingStub()
                .respondWorkflowTaskCompleted(RespondWorkflowTaskCompletedRequest.newBuilder()
                        .setTaskToken(TOKEN)
                        .build());
        assertThat(tasks.trouble()).isEmpty();
    }

    @Test
    void aWorkflowTaskThatAnotherWorkerHasTakenIsForgotten() {
        give(9);
        later(Duration.ofMinutes(16));

        assertThat(tasks.trouble()).isEmpty();
    }

    private void give(int attempt) {
        temporal.task = PollWorkflowTaskQueueResponse.newBuilder()
                .setTaskToken(TOKEN)
                .setAttempt(attempt)
                .setWorkflowType(WorkflowType.newBuilder().setName("SurveyFleet"))
                .setWorkflowExecution(WorkflowExecution.newBuilder()
                        .setWorkflowId("survey-fleet")
                        .setRunId("run"))
                .build();
        stubs.blockingStub().pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance());
    }

    private void poll() {
        stubs.blockingStub().pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance());
    }

    private void refused() {
        assertThatThrownBy(this::poll).isInstanceOf(StatusRuntimeException.class);
    }

    private void later(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
