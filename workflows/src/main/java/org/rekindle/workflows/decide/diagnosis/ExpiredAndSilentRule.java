// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Nothing is served, and a certificate in the machines' files has expired without which nothing is: an API server that cannot reach
 * etcd does not stay up, and a kubelet that starts without a valid certificate starts none.
 */
final class ExpiredAndSilentRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        CertificateSighting elsewhere = input.seen().elsewhere();
        boolean silent = input.seen().certificate().certificate() == null
                && (elsewhere == null || elsewhere.certificate() == null)
                && !input.seen().api().answers();
        if (!silent) {
            return Optional.empty();
        }
        return new AuthorityExpiredRule()
                .about(input)
                .or(() -> onDisk(input))
                .or(() -> new CredentialMissingRule().about(input));
    }

    private static Optional<Diagnosis> onDisk(DiagnosisInput input) {
        return ExpiredFiles.among(input.onDisk(), input.now()).stream()
                .filter(expired -> CertificateFile.of(expired.name())
                        .filter(CertificateFile::silences)
                        .isPresent())
                .findFirst()
                .map(expired -> input.diagnosis(
                        Condition.EXPIRED,
                        expired.notAfter(),
                        Reason.of(ReasonCode.EXPIRED_AND_SILENT, "file", expired.name())
                                .with("end", expired.notAfter()),
                        CertificateFile.of(expired.name())
                                .map(CertificateFile::cause)
                                .orElse(Cause.API_SERVER),
                        Certainty.LIKELY,
                        List.of(Clue.LOG_OF_THE_SERVER)));
    }
}
