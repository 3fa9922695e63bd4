// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Nothing is the matter. */
final class HealthyRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        return Optional.of(input.ofServed(
                Condition.HEALTHY,
                input.withOthers(input.servedUntil(ReasonCode.HEALTHY)),
                Cause.NONE,
                Certainty.CERTAIN,
                List.of()));
    }
}
