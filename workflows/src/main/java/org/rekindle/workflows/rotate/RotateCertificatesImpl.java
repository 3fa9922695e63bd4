// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rotate;

import io.temporal.workflow.WorkflowInit;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
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

/** See {@link RotateCertificates}. This class answers the operator and alerts; {@link Rotation} is what the run does. */
public final class RotateCertificatesImpl implements RotateCertificates {

    private final RunState state;
    private final Operator operator;

    /** Makes what the handlers need, since an update may come before the first step. */
    @WorkflowInit
    public RotateCertificatesImpl(RecoverRequest request) {
        this.state = new RunState(RecoverRequest.orNothing(request), DetailsPage::of);
        this.operator = new Operator(state);
    }

    @Override
    public RecoveryResult rotate(RecoverRequest request) {
        RecoverRequest asked = RecoverRequest.orNothing(request);
        RunContext run = RunSetup.begin(state, operator, asked);
        return new RunFinalizer(run, new TeardownRateLimitClient(run))
                .conclude(() -> new Rotation(run, asked).rotate());
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
