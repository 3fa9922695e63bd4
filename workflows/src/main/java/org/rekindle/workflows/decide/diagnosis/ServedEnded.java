// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** The certificate on the wire has ended: what happened in March 2026, a year to the hour after the cluster was made. */
final class ServedEnded implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        if (!looked.hasEnded(looked.served().notAfter())) {
            return Optional.empty();
        }
        boolean seenTwice = looked.seen().elsewhere() != null
                || looked.seen().api().trouble() == ApiTrouble.SERVER_CERTIFICATE_EXPIRED;
        return Optional.of(
                looked.ofServed(
                        Condition.EXPIRED,
                        "The certificate that the API server serves expired at "
                                + looked.served().notAfter() + ", "
                                + Words.of(Duration.between(looked.served().notAfter(), looked.now())) + " ago."
                                + looked.alsoServed(),
                        Culprit.API_SERVER,
                        seenTwice ? Certainty.CERTAIN : Certainty.LIKELY,
                        seenTwice
                                ? List.of()
                                : List.of(
                                        "A second look minutes later on another network path (lookAgain: in the fleet file).")));
    }
}
