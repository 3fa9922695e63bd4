// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.ResolvedAlerts;

/** A recovery that stays under way for a long time, so that a survey finds it. */
public final class SlowRecovery implements RecoverCluster {

    @Override
    public RecoveryResult recover(RecoverRequest request) {
        return slowly(request);
    }

    static RecoveryResult slowly(RecoverRequest request) {
        Workflow.sleep(Duration.ofDays(2));
        return new RecoveryResult(
                request.cluster(), Outcome.HEALTHY, "asked by " + request.requestedBy(), null, null, List.of());
    }

    @Override
    public void alert(Alert alert) {
        throw new UnsupportedOperationException("no survey sends alerts");
    }

    @Override
    public void alertsResolved(ResolvedAlerts resolved) {
        throw new UnsupportedOperationException("no survey sends alerts");
    }

    @Override
    public String approve(Approve approve) {
        throw new UnsupportedOperationException("no survey approves");
    }

    @Override
    public void validateApprove(Approve approve) {
        throw new UnsupportedOperationException("no survey approves");
    }

    @Override
    public String reject(Reject reject) {
        throw new UnsupportedOperationException("no survey rejects");
    }

    @Override
    public void validateReject(Reject reject) {
        throw new UnsupportedOperationException("no survey rejects");
    }

    @Override
    public String proveRequester(ProveRequester proof) {
        throw new UnsupportedOperationException("no survey signs for a run");
    }

    @Override
    public void validateProveRequester(ProveRequester proof) {
        throw new UnsupportedOperationException("no survey signs for a run");
    }

    @Override
    public String resolve(Resolve resolve) {
        throw new UnsupportedOperationException("no survey resolves");
    }

    @Override
    public void validateResolve(Resolve resolve) {
        throw new UnsupportedOperationException("no survey resolves");
    }

    @Override
    public RecoveryView view() {
        throw new UnsupportedOperationException("no survey looks into a run");
    }
}
