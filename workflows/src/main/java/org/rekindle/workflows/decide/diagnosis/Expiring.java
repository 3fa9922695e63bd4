// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** The certificate on the wire ends soon: the time in which everything is still easy. */
final class Expiring implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        Duration left = Duration.between(looked.now(), looked.served().notAfter());
        if (left.compareTo(looked.renewBefore()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.EXPIRING,
                "The certificate that the API server serves expires in " + Words.days(left.toDays()) + ", at "
                        + looked.served().notAfter() + "." + looked.alsoServed(),
                Culprit.API_SERVER,
                Certainty.CERTAIN,
                List.of()));
    }
}
