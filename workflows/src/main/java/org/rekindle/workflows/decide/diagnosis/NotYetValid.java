// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** The certificate is from the future. */
final class NotYetValid implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        if (!looked.now().isBefore(looked.served().notBefore())) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.NOT_YET_VALID,
                "The certificate is not valid before " + looked.served().notBefore()
                        + ": a clock is wrong, there or here.",
                Culprit.CLOCK,
                Certainty.LIKELY,
                List.of("The time on the control plane's machine (date -u), beside the time here.")));
    }
}
