// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/**
 * The cluster's certificate authority has ended. Magnum's last for five years ({@code [x509]term_of_validity}, 1825 days); what
 * such an authority signs counts for nothing, so neither an upgrade nor a renewal in place helps.
 */
final class AuthorityEnded implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        @Nullable
        Instant ended = Stream.concat(
                        Stream.ofNullable(looked.seen().authorityNotAfter()),
                        looked.onDisk().filter(CertificateOnDisk::authority).map(CertificateOnDisk::notAfter))
                .filter(looked::hasEnded)
                .min(Instant::compareTo)
                .orElse(null);
        return ended == null
                ? Optional.empty()
                : Optional.of(looked.diagnosis(
                        Condition.EXPIRED,
                        ended,
                        "The cluster's certificate authority expired at " + ended
                                + ": nothing that it signs counts any more, so only a rebuild helps.",
                        Culprit.AUTHORITY,
                        Certainty.CERTAIN,
                        List.of()));
    }
}
