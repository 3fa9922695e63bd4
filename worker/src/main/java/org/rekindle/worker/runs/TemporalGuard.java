// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.GuardActivities;
import org.rekindle.workflows.guard.GuardFleet;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/** The way to the fleet's breaker, the workflow {@code guard-fleet}, which the first who asks starts. */
public final class TemporalGuard implements GuardActivities {

    private final WorkflowClient client;

    /** Over a connection to Temporal. */
    public TemporalGuard(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public Permit ask(TeardownWish wish) {
        GuardFleet guard = stub();
        Permit permit = WorkflowClient.executeUpdateWithStart(
                guard::ask,
                wish,
                UpdateOptions.<Permit>newBuilder()
                        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                        .build(),
                new WithStartWorkflowOperation<>(guard::guard, FleetState.EMPTY));
        if (permit.passing()) {
            throw Failures.stillWaiting(String.valueOf(permit.refusal()), wish.pollEvery());
        }
        return permit;
    }

    @Override
    public void ended(RunEnd end) {
        signal("ended", end);
    }

    @Override
    public void seen(FleetSeen seen) {
        signal("seen", seen);
    }

    private void signal(String name, Object said) {
        WorkflowStub.fromTyped(stub()).signalWithStart(name, new Object[] {said}, new Object[] {FleetState.EMPTY});
    }

    private GuardFleet stub() {
        return client.newWorkflowStub(
                GuardFleet.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Names.TASK_QUEUE)
                        .setWorkflowId(Names.GUARD)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setStaticSummary("The fleet's breaker")
                        .build());
    }
}
