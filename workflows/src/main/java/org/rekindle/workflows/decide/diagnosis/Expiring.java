// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/**
 * The certificate on the wire ends soon, or one of those in the files that kubeadm renews: the time in which everything is still
 * easy. The kubelet's own is left out, since its rotation renews it within that time.
 */
final class Expiring implements Suspicion {

    private static final String BY_ROTATION = "kubelet.conf";

    @Override
    public Optional<Diagnosis> about(Case looked) {
        Optional<CertificateOnDisk> onDisk = looked.onDisk()
                .filter(each -> !each.authority() && !each.name().equals(BY_ROTATION))
                .filter(each -> Ending.of(each.name()).isPresent())
                .min(Comparator.comparing(CertificateOnDisk::notAfter))
                .filter(each -> each.notAfter().isBefore(looked.served().notAfter()));
        Instant end = onDisk.map(CertificateOnDisk::notAfter)
                .orElseGet(() -> looked.served().notAfter());
        Duration left = Duration.between(looked.now(), end);
        if (left.compareTo(looked.renewBefore()) >= 0) {
            return Optional.empty();
        }
        String which = onDisk.map(each -> "The certificate " + each.name() + " in the control plane's files")
                .orElse("The certificate that the API server serves");
        return Optional.of(looked.diagnosis(
                Condition.EXPIRING,
                end,
                which + " expires in " + Words.days(left.toDays()) + ", at " + end + "." + looked.alsoServed(),
                onDisk.flatMap(each -> Ending.of(each.name()))
                        .map(Ending::culprit)
                        .orElse(Culprit.API_SERVER),
                Certainty.CERTAIN,
                List.of()));
    }
}
