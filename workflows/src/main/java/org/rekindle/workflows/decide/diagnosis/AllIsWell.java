// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** Nothing is the matter. */
final class AllIsWell implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        return Optional.of(looked.ofServed(
                Condition.HEALTHY,
                "All is well; the certificate is good until " + looked.served().notAfter() + "." + looked.alsoServed(),
                Culprit.NONE,
                Certainty.CERTAIN,
                List.of()));
    }
}
