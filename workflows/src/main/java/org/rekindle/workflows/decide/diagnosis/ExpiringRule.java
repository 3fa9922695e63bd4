// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The certificate on the wire ends soon, or one of those in the files that kubeadm renews: the time in which everything is still
 * easy. The kubelet's own is left out, since its rotation renews it within that time.
 */
final class ExpiringRule implements DiagnosisRule {

    private static final String BY_ROTATION = "kubelet.conf";

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        Optional<CertificateOnDisk> onDisk = input.onDisk()
                .filter(each -> !each.authority() && !each.name().equals(BY_ROTATION))
                .filter(each -> CertificateFile.of(each.name()).isPresent())
                .min(Comparator.comparing(CertificateOnDisk::notAfter))
                .filter(each -> each.notAfter().isBefore(input.served().notAfter()));
        Instant end = onDisk.map(CertificateOnDisk::notAfter)
                .orElseGet(() -> input.served().notAfter());
        Duration left = Duration.between(input.now(), end);
        if (left.compareTo(input.renewBefore()) >= 0) {
            return Optional.empty();
        }
        Reason reason = onDisk.map(each -> Reason.of(ReasonCode.FILE_EXPIRING, "file", each.name()))
                .orElseGet(() -> Reason.of(ReasonCode.SERVED_EXPIRING))
                .with("left", Text.days(left.toDays()))
                .with("end", end);
        return Optional.of(input.diagnosis(
                Condition.EXPIRING,
                end,
                input.withOthers(reason),
                onDisk.flatMap(each -> CertificateFile.of(each.name()))
                        .map(CertificateFile::cause)
                        .orElse(Cause.API_SERVER),
                Certainty.CERTAIN,
                List.of()));
    }
}
