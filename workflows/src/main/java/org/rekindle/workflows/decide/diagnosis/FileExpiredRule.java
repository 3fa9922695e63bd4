// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The certificate on the wire is valid, and one that no one outside sees has expired: mixed expiry, seen in the machine's files. */
final class FileExpiredRule implements DiagnosisRule {

    private final CertificateFile file;

    FileExpiredRule(CertificateFile file) {
        this.file = file;
    }

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        return ExpiredFiles.among(input.onDisk(), input.now()).stream()
                .filter(certificate -> file.isOf(certificate.name()))
                .findFirst()
                .map(expired -> input.diagnosis(
                        Condition.EXPIRED,
                        expired.notAfter(),
                        Reason.of(ReasonCode.FILE_EXPIRED, "file", expired.name())
                                .with("end", expired.notAfter())
                                .with("effect", file.effect())
                                .with("served", input.served().notAfter()),
                        file.cause(),
                        Certainty.CERTAIN,
                        List.of()));
    }
}
