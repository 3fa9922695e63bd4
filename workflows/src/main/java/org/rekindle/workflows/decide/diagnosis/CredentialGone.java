// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** A kubelet of the control plane has no credential: people remove kubelet.conf or what it names when they renew by hand. */
final class CredentialGone implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        return looked.seen().machines().stream()
                .filter(machine -> !machine.gone().isEmpty())
                .findFirst()
                .map(machine -> looked.diagnosis(
                        Condition.BROKEN_OTHERWISE,
                        null,
                        "On the machine " + machine.host() + " the credential " + String.join(", ", machine.gone())
                                + " is missing: its kubelet cannot log in to the API when it starts anew. "
                                + machine.detail(),
                        Culprit.KUBELET,
                        Certainty.LIKELY,
                        List.of()));
    }
}
