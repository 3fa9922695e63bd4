// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Reject;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.SurveyResult;
import org.rekindle.workflows.recover.RecoverCluster;
import org.rekindle.workflows.survey.SurveyFleet;

/** The runs of the fleet on a Temporal server. */
public final class TemporalRecoveries implements Recoveries {

    private final WorkflowClient client;
    private final String address;
    private final Runnable onClose;
    private final ToldAlerts told;

    private TemporalRecoveries(WorkflowClient client, String address, Runnable onClose) {
        this.told = new ToldAlerts(Clock.systemUTC());
        this.client = client;
        this.address = address;
        this.onClose = onClose;
    }

    /** Over a connection of its own. */
    public static TemporalRecoveries connect(TemporalAddress wanted) {
        TemporalConnection connection = TemporalConnection.open(wanted, null);
        return new TemporalRecoveries(connection.client(), connection.address(), connection::close);
    }

    /** Over somebody else's client, which stays open. */
    public static TemporalRecoveries over(WorkflowClient client) {
        String target = client.getWorkflowServiceStubs().getOptions().getTarget();
        return new TemporalRecoveries(client, target == null ? "its address" : target, () -> {});
    }

    @Override
    public Started recover(RecoverRequest request) {
        String id = Names.workflowId(request.cluster());
        return answer(request.cluster(), () -> {
            RecoverCluster workflow = client.newWorkflowStub(RecoverCluster.class, options(id));
            try {
                return started(WorkflowClient.start(workflow::recover, request), true);
            } catch (WorkflowExecutionAlreadyStarted e) {
                return started(e.getExecution(), false);
            }
        });
    }

    @Override
    public Started alert(String cluster, Alert alert) {
        return answer(cluster, () -> {
            Optional<WorkflowExecution> running = RunList.running(stub(cluster));
            if (running.isPresent() && told.isEnough(cluster, running.get().getRunId(), alert.key())) {
                return started(running.get(), false);
            }
            RecoverCluster workflow = client.newWorkflowStub(RecoverCluster.class, options(Names.workflowId(cluster)));
            BatchRequest request = client.newSignalWithStartRequest();
            request.add(workflow::recover, new RecoverRequest(cluster, "alert", alert.source(), null, alert));
            request.add(workflow::alert, alert);
            WorkflowExecution run = client.signalWithStart(request);
            told.note(cluster, run.getRunId(), alert.key());
            return started(run, running.isEmpty());
        });
    }

    @Override
    public RecoveryView view(String cluster) {
        return answer(cluster, () -> stub(cluster).query("view", RecoveryView.class));
    }

    @Override
    public boolean isUnderWay(String cluster) {
        return answer(cluster, () -> RunList.isRunning(stub(cluster)));
    }

    @Override
    public List<PendingCall> pending(String cluster) {
        return answer(cluster, () -> PendingCalls.of(client, Names.workflowId(cluster)));
    }

    @Override
    public RecoveryResult result(String cluster) {
        return answer(cluster, () -> stub(cluster).getResult(RecoveryResult.class));
    }

    @Override
    public String approve(String cluster, Approve approve) {
        return update(cluster, "approve", approve);
    }

    @Override
    public String reject(String cluster, Reject reject) {
        return update(cluster, "reject", reject);
    }

    @Override
    public String resolve(String cluster, Resolve resolve) {
        return update(cluster, "resolve", resolve);
    }

    @Override
    public List<Run> list() {
        return answer("", () -> RunList.of(client));
    }

    @Override
    public SurveyResult survey() {
        return answer("", () -> {
            SurveyFleet survey =
                    client.newWorkflowStub(SurveyFleet.class, options(Names.SURVEY + "/" + UUID.randomUUID()));
            return survey.survey(null);
        });
    }

    @Override
    public void close() {
        onClose.run();
    }

    private String update(String cluster, String name, Object argument) {
        return answer(cluster, () -> stub(cluster).update(name, String.class, argument));
    }

    private WorkflowStub stub(String cluster) {
        return client.newUntypedWorkflowStub(Names.workflowId(cluster));
    }

    private static WorkflowOptions options(String id) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Names.TASK_QUEUE)
                .build();
    }

    private static Started started(WorkflowExecution execution, boolean anew) {
        return new Started(execution.getWorkflowId(), execution.getRunId(), anew);
    }

    private <T> T answer(String cluster, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Sentences.of(e, cluster, address);
        }
    }
}
