// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.ServedCertificate;

/**
 * Two looks, minutes apart and on two paths, contradict each other: something stands between, or the certificate has just changed.
 * Behind one address there may be several API servers, each with a certificate of its own, so another one is no contradiction as
 * long as the same authority has issued it and it counts, or has ended, like the first.
 */
final class LooksDiffer implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        CertificateSighting elsewhere = looked.seen().elsewhere();
        if (elsewhere == null) {
            return Optional.empty();
        }
        ServedCertificate other = elsewhere
                .all()
                .filter(each -> !isLike(looked, each))
                .findFirst()
                .orElse(elsewhere.certificate());
        if (other != null && isLike(looked, other)) {
            return Optional.empty();
        }
        return Optional.of(looked.diagnosis(
                Condition.CANNOT_KNOW,
                null,
                "Two looks contradict each other: here a certificate is served that ends at "
                        + looked.served().notAfter() + ", and on the second path "
                        + (other == null
                                ? "none was seen (" + elsewhere.detail() + ")"
                                : "another one, which ends at " + other.notAfter())
                        + ".",
                Culprit.UNKNOWN,
                Certainty.UNKNOWN,
                List.of(
                        "The same two looks some minutes later: somebody may have renewed it just now.",
                        "Whether a proxy or a load balancer answers on one of the two paths.")));
    }

    private static boolean isLike(Case looked, ServedCertificate other) {
        ServedCertificate served = looked.served();
        return other.issuer().equals(served.issuer())
                && looked.hasEnded(other.notAfter()) == looked.hasEnded(served.notAfter())
                && looked.hasBegun(other.notBefore()) == looked.hasBegun(served.notBefore());
    }
}
