// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.workflow.WorkflowInit;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.rekindle.workflows.report.DetailsPage;
import org.rekindle.workflows.run.Operator;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunState;
import org.rekindle.workflows.stage.RunFinalizer;
import org.rekindle.workflows.stage.RunSetup;
import org.rekindle.workflows.teardown.Requester;
import org.rekindle.workflows.teardown.TeardownApproval;
import org.rekindle.workflows.teardown.TeardownRateLimitClient;

/** See {@link RecoverCluster}. This class answers people and alerts; {@link Recovery} is what the run does. */
public final class RecoverClusterImpl implements RecoverCluster {

    private final RunState state;
    private final Operator operator;
    private final TeardownApproval approvals;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RecoverClusterImpl(RecoverRequest request) {
        RecoverRequest asked = RecoverRequest.orNothing(request);
        this.state = new RunState(asked, DetailsPage::of);
        this.operator = new Operator(state);
        this.approvals = new TeardownApproval(state, new Requester(asked));
    }

    @Override
    public RecoveryResult recover(RecoverRequest request) {
        RecoverRequest asked = RecoverRequest.orNothing(request);
        RunContext run = RunSetup.begin(state, operator, asked);
        TeardownRateLimitClient rateLimit = new TeardownRateLimitClient(run);
        return new RunFinalizer(run, rateLimit)
                .conclude(() -> new Recovery(run, approvals, rateLimit, asked).recover());
    }

    @Override
    public void alert(Alert alert) {
        state.alerted(alert);
    }

    @Override
    public void alertsResolved(ResolvedAlerts resolved) {
        state.alertsResolved(resolved);
    }

    @Override
    public String approve(Approve approve) {
        return approvals.approve(approve);
    }

    @Override
    public void validateApprove(Approve approve) {
        approvals.validate(approve);
    }

    @Override
    public String reject(Reject reject) {
        return approvals.reject(reject);
    }

    @Override
    public void validateReject(Reject reject) {
        approvals.validate(reject);
    }

    @Override
    public String proveRequester(ProveRequester proof) {
        return approvals.prove(proof);
    }

    @Override
    public void validateProveRequester(ProveRequester proof) {
        approvals.validate(proof);
    }

    @Override
    public String resolve(Resolve resolve) {
        return operator.resolve(resolve);
    }

    @Override
    public void validateResolve(Resolve resolve) {
        operator.validate(resolve);
    }

    @Override
    public RecoveryView view() {
        return state.view();
    }
}
