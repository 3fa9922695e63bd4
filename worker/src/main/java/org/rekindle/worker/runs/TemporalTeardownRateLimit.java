// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.TeardownMustWait;
import org.rekindle.workflows.api.TeardownRateLimit;
import org.rekindle.workflows.api.TeardownRateLimitActivities;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/** Asks the workflow {@code teardown-rate-limit}, which the first request starts. */
public final class TemporalTeardownRateLimit implements TeardownRateLimitActivities {

    private final WorkflowClient client;

    /** Over a connection to Temporal. */
    public TemporalTeardownRateLimit(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public Permit ask(TeardownRequest request) {
        Permit permit = update(request);
        if (permit.passing()) {
            throw stillWaiting(permit.refusal(), request);
        }
        return permit;
    }

    @Override
    public void ended(RunEnd end) {
        signal("ended", end);
    }

    @Override
    public void seen(FleetSighting seen) {
        signal("seen", seen);
    }

    private Permit update(TeardownRequest request) {
        TeardownRateLimit rateLimit = stub();
        try {
            return WorkflowClient.executeUpdateWithStart(
                    rateLimit::ask,
                    request,
                    UpdateOptions.<Permit>newBuilder()
                            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                            .build(),
                    new WithStartWorkflowOperation<>(rateLimit::limit, TeardownRateLimitState.EMPTY));
        } catch (WorkflowUpdateException refused) {
            if (refused.getCause() instanceof ApplicationFailure said
                    && said.getType().equals(TeardownMustWait.class.getName())) {
                throw stillWaiting(said.getOriginalMessage(), request);
            }
            throw refused;
        }
    }

    private static ApplicationFailure stillWaiting(@Nullable String reason, TeardownRequest request) {
        return Failures.stillWaiting(String.valueOf(reason), request.pollEvery());
    }

    private void signal(String name, Object said) {
        WorkflowStub.fromTyped(stub())
                .signalWithStart(name, new Object[] {said}, new Object[] {TeardownRateLimitState.EMPTY});
    }

    private TeardownRateLimit stub() {
        return client.newWorkflowStub(
                TeardownRateLimit.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Identifiers.TASK_QUEUE)
                        .setWorkflowId(Identifiers.TEARDOWN_RATE_LIMIT)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setStaticSummary("The teardown rate limit")
                        .build());
    }
}
