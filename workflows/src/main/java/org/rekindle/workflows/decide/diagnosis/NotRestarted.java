// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** Somebody has renewed the files, and the API server still serves what it read before: a restart is all that is missing. */
final class NotRestarted implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        Optional<CertificateOnDisk> renewed = looked.onDisk()
                .filter(certificate -> certificate.name().equals(OutOfDate.API_SERVER))
                .filter(certificate -> !looked.hasEnded(certificate.notAfter()))
                .findFirst();
        if (renewed.isEmpty() || !looked.hasEnded(looked.served().notAfter())) {
            return Optional.empty();
        }
        return Optional.of(looked.ofServed(
                Condition.EXPIRED,
                "The certificate that the API server serves expired at "
                        + looked.served().notAfter() + ", though one that counts until "
                        + renewed.get().notAfter() + " lies in its files: it was renewed and not restarted.",
                Culprit.NOT_RESTARTED,
                Certainty.CERTAIN,
                List.of()));
    }
}
