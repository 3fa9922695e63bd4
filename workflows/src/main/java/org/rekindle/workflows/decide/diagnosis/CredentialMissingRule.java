// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** A kubelet of the control plane has no credential: people remove kubelet.conf or what it names when they renew by hand. */
final class CredentialMissingRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        return input.seen().machines().stream()
                .filter(machine -> !machine.gone().isEmpty())
                .findFirst()
                .map(machine -> input.diagnosis(
                        Condition.BROKEN_OTHERWISE,
                        null,
                        Reason.of(ReasonCode.CREDENTIAL_MISSING, "host", machine.host())
                                .with("credential", String.join(", ", machine.gone()))
                                .with("detail", machine.detail()),
                        Cause.KUBELET,
                        Certainty.LIKELY,
                        List.of()));
    }
}
