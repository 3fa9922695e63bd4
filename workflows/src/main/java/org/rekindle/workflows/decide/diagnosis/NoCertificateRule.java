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

/** Nothing is served, so nothing is known. Silence is no proof of expiry. */
final class NoCertificateRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        if (input.seen().certificate().certificate() != null) {
            return Optional.empty();
        }
        if (input.seen().api().answers()) {
            return Optional.of(input.diagnosis(
                    Condition.CANNOT_KNOW,
                    null,
                    reason(input, ReasonCode.NO_CERTIFICATE_API_ANSWERS),
                    Cause.UNKNOWN,
                    Certainty.UNKNOWN,
                    List.of(Clue.LOOK_AGAIN)));
        }
        return Optional.of(input.diagnosis(
                Condition.UNREACHABLE,
                null,
                reason(input, ReasonCode.NO_CERTIFICATE),
                Cause.UNKNOWN,
                Certainty.UNKNOWN,
                List.of(Clue.ANOTHER_NETWORK, Clue.MACHINES_RUN, Clue.LOAD_BALANCER)));
    }

    private static Reason reason(DiagnosisInput input, ReasonCode code) {
        return Reason.of(code, "detail", input.seen().certificate().detail());
    }
}
