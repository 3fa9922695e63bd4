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

/**
 * Magnum's authority has not signed what the cluster serves. That is what a rotation of the authority leaves
 * ({@code openstack coe ca rotate}): Magnum writes new authorities into its books before the driver refuses.
 */
final class OtherAuthorityRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        if (input.seen().api().trouble() != ApiTrouble.OTHER_AUTHORITY) {
            return Optional.empty();
        }
        return Optional.of(input.ofServed(
                Condition.BROKEN_OTHERWISE,
                input.servedUntil(ReasonCode.OTHER_AUTHORITY),
                Cause.WRONG_AUTHORITY,
                Certainty.LIKELY,
                List.of(Clue.AUTHORITY_ROTATED, Clue.OLDER_KUBECONFIG)));
    }
}
