// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The API server is well and does not know us. */
final class ClientRefusedRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        if (input.seen().api().trouble() != ApiTrouble.CLIENT_REFUSED) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.BROKEN_OTHERWISE,
                input.servedUntil(ReasonCode.CLIENT_REFUSED)
                        .with("detail", input.seen().api().detail()),
                Cause.CLIENT,
                Certainty.LIKELY,
                List.of(Clue.NEW_CLIENT_CERTIFICATE)));
    }
}
