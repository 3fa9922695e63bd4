// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The cluster's certificate authority has expired, or etcd's. Magnum's last for five years ({@code [x509]term_of_validity}, 1825
 * days); what such an authority signs is not valid, so neither an upgrade nor a renewal in place helps. Other authorities that
 * lie in the same folder, such as one for logins, are none of the cluster's.
 *
 * <p>The machines' own files come before what Magnum's books say, and one machine whose file is valid contradicts the others.
 */
final class AuthorityExpiredRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        return cluster(input)
                .map(expired -> diagnosis(input, ReasonCode.AUTHORITY_EXPIRED, expired))
                .or(() -> last(input, "etcd-ca")
                        .filter(input::isExpired)
                        .map(expired -> diagnosis(input, ReasonCode.ETCD_AUTHORITY_EXPIRED, expired)));
    }

    private static Optional<Instant> cluster(DiagnosisInput input) {
        return last(input, "ca")
                .or(() -> Optional.ofNullable(input.seen().authorityNotAfter()))
                .filter(input::isExpired);
    }

    /** When it ends on the machine where it lasts longest. */
    private static Optional<Instant> last(DiagnosisInput input, String name) {
        return input.onDisk()
                .filter(each -> each.authority() && each.name().equals(name))
                .map(CertificateOnDisk::notAfter)
                .max(Instant::compareTo);
    }

    private static Diagnosis diagnosis(DiagnosisInput input, ReasonCode code, Instant expired) {
        return input.diagnosis(
                Condition.EXPIRED,
                expired,
                Reason.of(code, "end", expired),
                Cause.AUTHORITY,
                Certainty.CERTAIN,
                List.of());
    }
}
