// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import com.google.protobuf.Timestamp;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import org.rekindle.workflows.run.Failing;

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
        String said = pending.getLastFailure().getMessage();
        return new PendingCall(
                pending.getActivityType().getName(),
                pending.getAttempt(),
                said.isEmpty()
                        ? null
                        : Failing.sentence(
                                pending.getLastFailure()
                                        .getApplicationFailureInfo()
                                        .getType(),
                                said),
                pending.hasNextAttemptScheduleTime() ? instant(pending.getNextAttemptScheduleTime()) : null);
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
