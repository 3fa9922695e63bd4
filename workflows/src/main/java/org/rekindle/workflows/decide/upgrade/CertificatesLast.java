// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Condition;

/**
 * After expiry an upgrade cannot work. Seen on real controllers: the control plane's roll stalls for good, since Cluster API no
 * longer reaches the cluster, and the worker of a group that rolls without surge is marked for deletion within two seconds.
 * What ends while the roll is under way is no better.
 */
final class CertificatesLast implements Rule {

    /** A hop takes half an hour or more, and the ladder may have several. */
    private static final long DAYS = 1;

    @Override
    public Stream<Finding> about(Hop hop) {
        if (hop.diagnosis().condition() == Condition.EXPIRED) {
            return Stream.of(new Finding(
                    "certificates last",
                    Verdict.REFUSES,
                    "The certificates have expired: Cluster API cannot reach the cluster any more, so the roll stalls,"
                            + " and the workers are lost meanwhile.",
                    "Renew in place or rebuild."));
        }
        Long left = hop.diagnosis().daysLeft();
        if (left == null) {
            return Stream.of(new Finding(
                    "certificates last",
                    Verdict.CANNOT_KNOW,
                    "It is not known when the certificates end.",
                    "A look at the certificate that the API server serves would tell."));
        }
        return left >= DAYS
                ? Stream.empty()
                : Stream.of(new Finding(
                        "certificates last",
                        Verdict.REFUSES,
                        "The certificates end in " + Words.days(left)
                                + ", perhaps while the roll is under way, which then stalls and costs the workers.",
                        "Renew in place."));
    }
}
