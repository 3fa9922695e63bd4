// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import com.google.protobuf.Timestamp;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.run.ActivityFailures;

/** Reads what a run waits for from Temporal itself: retries live in the server, so the run does not know of them. */
final class PendingCalls {

    private PendingCalls() {}

    static List<PendingCall> of(WorkflowClient client, String workflowId) {
        DescribeWorkflowExecutionRequest request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        return client
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(request)
                .getPendingActivitiesList()
                .stream()
                .map(PendingCalls::call)
                .toList();
    }

    private static PendingCall call(PendingActivityInfo pending) {
        return new PendingCall(
                pending.getActivityType().getName(),
                pending.getAttempt(),
                lastSeen(pending.getLastFailure()),
                pending.hasNextAttemptScheduleTime() ? instant(pending.getNextAttemptScheduleTime()) : null);
    }

    private static @Nullable String lastSeen(Failure failure) {
        if (failure.getMessage().isEmpty()) {
            return null;
        }
        return ActivityFailures.sentence(failure.getApplicationFailureInfo().getType(), failure.getMessage());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
