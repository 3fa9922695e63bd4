// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Two looks, minutes apart and on two paths, contradict each other: something stands between, or the certificate has just changed.
 * Behind one address there may be several API servers, each with a certificate of its own, so another one is no contradiction as
 * long as the same authority has issued it and it is valid, or has expired, like the first.
 */
final class SecondLookDiffersRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        CertificateSighting elsewhere = input.seen().elsewhere();
        if (elsewhere == null) {
            return Optional.empty();
        }
        ServedCertificate other =
                elsewhere.all().filter(each -> !isLike(input, each)).findFirst().orElse(elsewhere.certificate());
        if (other != null && isLike(input, other)) {
            return Optional.empty();
        }
        return Optional.of(input.diagnosis(
                Condition.CANNOT_KNOW,
                null,
                reason(input, elsewhere, other),
                Cause.UNKNOWN,
                Certainty.UNKNOWN,
                List.of(Clue.BOTH_LOOKS_AGAIN, Clue.PROXY_ON_A_PATH)));
    }

    private static Reason reason(
            DiagnosisInput input, CertificateSighting elsewhere, @Nullable ServedCertificate other) {
        if (other == null) {
            return input.servedUntil(ReasonCode.LOOKS_DIFFER_NONE_SEEN).with("detail", elsewhere.detail());
        }
        return input.servedUntil(ReasonCode.LOOKS_DIFFER).with("other", other.notAfter());
    }

    private static boolean isLike(DiagnosisInput input, ServedCertificate other) {
        ServedCertificate served = input.served();
        return other.issuer().equals(served.issuer())
                && input.isExpired(other.notAfter()) == input.isExpired(served.notAfter())
                && input.hasBegun(other.notBefore()) == input.hasBegun(served.notBefore());
    }
}
