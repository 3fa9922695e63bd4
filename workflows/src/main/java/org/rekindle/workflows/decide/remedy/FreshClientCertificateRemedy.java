// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.Phase;

/** The API server is well and does not accept our own certificate: a new one costs nothing. */
final class FreshClientCertificateRemedy extends NonDestructiveRemedy {

    @Override
    public Remedy id() {
        return Remedy.FRESH_CLIENT_CERTIFICATE;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        if (input.cause() != Cause.CLIENT) {
            return Optional.of(Reason.of(
                    ReasonCode.CAUSE_IS_NOT_OURS, "cause", input.cause().words()));
        }
        if (input.hasTried(id())) {
            return Optional.of(Reason.of(ReasonCode.CLIENT_TRIED));
        }
        return Optional.empty();
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        return List.of(Reason.of(ReasonCode.CLIENT_CAN_BE_RENEWED));
    }

    @Override
    public List<PlannedStep> steps(StepsInput input) {
        return PlannedSteps.after(input)
                .then("fresh client certificate", "Have Magnum sign a new client certificate.")
                .verify()
                .inOrder();
    }

    @Override
    public List<Phase> phases(boolean upgrades) {
        return Phases.of(upgrades, Phase.CONNECTING, Phase.VERIFYING);
    }
}
