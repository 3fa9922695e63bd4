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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RedeployHubs;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.api.SurveyFleet;
import org.rekindle.workflows.api.VerifyCluster;
import org.rekindle.workflows.api.VerifyCluster.VerifyRequest;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.rekindle.workflows.model.run.SurveyResult;
import org.rekindle.workflows.model.run.VerifyView;

/** The runs of the fleet on a Temporal server. */
public final class TemporalRecoveries implements Recoveries {

    private final WorkflowClient client;
    private final String address;
    private final Runnable onClose;
    private final SentAlerts sent;
    private final SentAlerts sentResolved;

    private TemporalRecoveries(WorkflowClient client, String address, Runnable onClose) {
        this.sent = new SentAlerts(Clock.systemUTC());
        this.sentResolved = new SentAlerts(Clock.systemUTC());
        this.client = client;
        this.address = address;
        this.onClose = onClose;
    }

    /** Over a connection of its own. */
    public static TemporalRecoveries connect(TemporalAddress wanted) {
        TemporalConnection connection = TemporalConnection.open(wanted, null);
        return new TemporalRecoveries(connection.client(), connection.address(), connection::close);
    }

    /** Over the client of the caller, which stays open. */
    public static TemporalRecoveries over(WorkflowClient client) {
        String target = client.getWorkflowServiceStubs().getOptions().getTarget();
        return new TemporalRecoveries(client, Objects.requireNonNullElse(target, "its address"), () -> {});
    }

    @Override
    public Started recover(RecoverRequest request) {
        String id = Identifiers.workflowId(request.cluster());
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
    public Started redeploy(RedeployRequest request) {
        return answer(request.cluster(), () -> {
            RedeployHubs workflow =
                    client.newWorkflowStub(RedeployHubs.class, options(Identifiers.workflowId(request.cluster())));
            try {
                return started(WorkflowClient.start(workflow::redeploy, request), true);
            } catch (WorkflowExecutionAlreadyStarted e) {
                return started(e.getExecution(), false);
            }
        });
    }

    @Override
    public Started alert(String cluster, Alert alert) {
        return answer(cluster, () -> {
            Optional<WorkflowExecution> running = RunList.running(stub(cluster));
            if (running.isPresent() && sent.isEnough(cluster, running.get().getRunId(), alert.key())) {
                return started(running.get(), false);
            }
            RecoverCluster workflow =
                    client.newWorkflowStub(RecoverCluster.class, options(Identifiers.workflowId(cluster)));
            BatchRequest request = client.newSignalWithStartRequest();
            // The alert comes as the signal alone, be the run new or under way.
            request.add(workflow::recover, new RecoverRequest(cluster, "alert", alert.source(), null, null));
            request.add(workflow::alert, alert);
            WorkflowExecution run = client.signalWithStart(request);
            sent.note(cluster, run.getRunId(), alert.key());
            return started(run, running.isEmpty());
        });
    }

    @Override
    public Optional<Started> resolved(String cluster, ResolvedAlerts resolved) {
        return answer(cluster, () -> {
            Optional<WorkflowExecution> recovery = RunList.runningRecovery(stub(cluster));
            recovery.ifPresent(run -> tell(cluster, run.getRunId(), resolved));
            return recovery.map(run -> started(run, false));
        });
    }

    /** Each alert once in a while: one that fires and ends in turn would fill a history. */
    private void tell(String cluster, String run, ResolvedAlerts resolved) {
        List<String> news = resolved.keys().stream()
                .filter(key -> !sentResolved.isEnough(cluster, run, key))
                .toList();
        if (news.isEmpty()) {
            return;
        }
        client.newWorkflowStub(RecoverCluster.class, Identifiers.workflowId(cluster))
                .alertsResolved(new ResolvedAlerts(resolved.source(), news));
        sentResolved.note(cluster, run, news);
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
        return answer(cluster, () -> PendingCalls.of(client, Identifiers.workflowId(cluster)));
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
    public String proveRequester(String cluster, ProveRequester proof) {
        return update(cluster, "proveRequester", proof);
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
                    client.newWorkflowStub(SurveyFleet.class, options(Identifiers.SURVEY + "/" + UUID.randomUUID()));
            return survey.survey(null);
        });
    }

    @Override
    public Started verify(String cluster) {
        return answer(cluster, () -> {
            VerifyCluster workflow =
                    client.newWorkflowStub(VerifyCluster.class, options(Identifiers.verification(cluster)));
            try {
                return started(WorkflowClient.start(workflow::verify, new VerifyRequest(cluster)), true);
            } catch (WorkflowExecutionAlreadyStarted e) {
                return started(e.getExecution(), false);
            }
        });
    }

    @Override
    public VerifyView verification(String cluster) {
        WorkflowStub run = client.newUntypedWorkflowStub(Identifiers.verification(cluster));
        return answer(cluster, () -> {
            VerifyView view = run.query("view", VerifyView.class);
            if (view.ended() || RunList.isRunning(run)) {
                return view;
            }
            return run.getResult(VerifyView.class);
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
        return client.newUntypedWorkflowStub(Identifiers.workflowId(cluster));
    }

    private static WorkflowOptions options(String id) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Identifiers.TASK_QUEUE)
                .build();
    }

    private static Started started(WorkflowExecution execution, boolean isNew) {
        return new Started(execution.getWorkflowId(), execution.getRunId(), isNew);
    }

    private <T> T answer(String cluster, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw RunSentences.of(e, cluster, address);
        }
    }
}
