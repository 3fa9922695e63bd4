// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.run.Alert;

/** Temporal's real client ends its calls at the deadline of the context, where the server takes them and never answers. */
final class HungTemporalTest {

    private static final Alert ALERT = new Alert("pd", "PGR0VU2@2026-03-03T16:01:00Z", "The hub is down");

    private final AtomicInteger calls = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Server server;
    private ManagedChannel channel;
    private WorkflowServiceStubs stubs;

    @BeforeEach
    void connect() throws Exception {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .addService(new Hung())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
    }

    @AfterEach
    void close() {
        stubs.shutdownNow();
        channel.shutdownNow();
        server.shutdownNow();
        timer.shutdownNow();
    }

    /** By itself the client waits for ten seconds, and calls again for a minute. */
    @Test
    void anAlertIsGivenUpAtTheDeadlineAndNotTriedAgain() {
        TemporalRecoveries recoveries = TemporalRecoveries.over(WorkflowClient.newInstance(stubs));
        Deadline deadline = Deadline.after(500, TimeUnit.MILLISECONDS);
        try (Context.CancellableContext bounded = Context.current().withDeadline(deadline, timer)) {
            RunFailure failure =
                    catchThrowableOfType(RunFailure.class, () -> bounded.run(() -> recoveries.alert("pythia", ALERT)));

            assertThat(failure.kind()).isEqualTo(RunFailure.Kind.UNREACHABLE);
            assertThat(calls).hasValue(1);
        }
    }

    /** It says what it can do, as the worker asks it once at its start. */
    private final class Hung extends WorkflowServiceImplBase {

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
            answer.onNext(GetSystemInfoResponse.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void describeWorkflowExecution(
                DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> answer) {
            calls.incrementAndGet();
        }
    }
}
