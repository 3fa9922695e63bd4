// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The certificate is from the future. */
final class NotYetValidRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        if (!input.now().isBefore(input.served().notBefore())) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.NOT_YET_VALID,
                Reason.of(ReasonCode.NOT_YET_VALID, "begin", input.served().notBefore()),
                Cause.CLOCK,
                Certainty.LIKELY,
                List.of(Clue.TIME_OF_THE_MACHINE)));
    }
}
