// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/**
 * The cluster's certificate authority has ended, or etcd's. Magnum's last for five years ({@code [x509]term_of_validity}, 1825
 * days); what such an authority signs counts for nothing, so neither an upgrade nor a renewal in place helps. Other authorities that
 * lie in the same folder, such as one for logins, are none of the cluster's.
 *
 * <p>The machines' own files come before what Magnum's books say, and one machine whose file counts contradicts the others.
 */
final class AuthorityEnded implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        return cluster(looked)
                .map(ended -> diagnosis(looked, "The cluster's certificate authority", ended))
                .or(() -> last(looked, "etcd-ca")
                        .filter(looked::hasEnded)
                        .map(ended -> diagnosis(looked, "etcd's certificate authority", ended)));
    }

    private static Optional<Instant> cluster(Case looked) {
        return last(looked, "ca")
                .or(() -> Optional.ofNullable(looked.seen().authorityNotAfter()))
                .filter(looked::hasEnded);
    }

    /** When it ends on the machine where it lasts longest. */
    private static Optional<Instant> last(Case looked, String name) {
        return looked.onDisk()
                .filter(each -> each.authority() && each.name().equals(name))
                .map(CertificateOnDisk::notAfter)
                .max(Instant::compareTo);
    }

    private static Diagnosis diagnosis(Case looked, String whose, Instant ended) {
        return looked.diagnosis(
                Condition.EXPIRED,
                ended,
                whose + " expired at " + ended + ": nothing that it signs counts any more, so only a rebuild helps.",
                Culprit.AUTHORITY,
                Certainty.CERTAIN,
                List.of());
    }
}
