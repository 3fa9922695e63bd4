// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The front proxy's authority has expired: aggregated APIs do not work, and everything else does. kubeadm renews no authority. */
final class FrontProxyAuthorityExpiredRule implements DiagnosisRule {

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        return input.onDisk()
                .filter(each ->
                        each.authority() && each.name().equals("front-proxy-ca") && input.isExpired(each.notAfter()))
                .min(Comparator.comparing(CertificateOnDisk::notAfter))
                .map(expired -> input.diagnosis(
                        Condition.EXPIRED,
                        expired.notAfter(),
                        Reason.of(ReasonCode.FRONT_PROXY_AUTHORITY_EXPIRED, "end", expired.notAfter())
                                .with("effect", CertificateFile.FRONT_PROXY.effect()),
                        Cause.FRONT_PROXY,
                        Certainty.CERTAIN,
                        List.of(Clue.NEW_FRONT_PROXY)));
    }
}
