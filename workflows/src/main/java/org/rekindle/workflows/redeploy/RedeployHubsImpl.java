// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.redeploy;

import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.RedeployHubs;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.report.DetailsPage;
import org.rekindle.workflows.run.Operator;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunState;
import org.rekindle.workflows.stage.RunFinalizer;
import org.rekindle.workflows.stage.RunSetup;
import org.rekindle.workflows.teardown.TeardownRateLimitClient;

/** See {@link RedeployHubs}. This class answers the operator and alerts; {@link Redeployment} is what the run does. */
public final class RedeployHubsImpl implements RedeployHubs {

    private final RunState state;
    private final Operator operator;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RedeployHubsImpl(@Nullable RedeployRequest request) {
        this.state = new RunState(RedeployRequest.orNothing(request).asRun(), DetailsPage::of);
        this.operator = new Operator(state);
    }

    @Override
    public RecoveryResult redeploy(@Nullable RedeployRequest request) {
        RedeployRequest asked = RedeployRequest.orNothing(request);
        RunContext run = RunSetup.begin(state, operator, asked.asRun());
        return new RunFinalizer(run, new TeardownRateLimitClient(run))
                .conclude(() -> new Redeployment(run, Boolean.TRUE.equals(asked.handOff())).redeploy());
    }

    @Override
    public void alert(Alert alert) {
        state.alerted(alert);
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
