// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;

/** The front proxy's authority has ended: aggregated APIs do not work, and everything else does. kubeadm renews no authority. */
final class FrontProxyAuthorityEnded implements Suspicion {

    @Override
    public Optional<Diagnosis> about(Case looked) {
        return looked.onDisk()
                .filter(each ->
                        each.authority() && each.name().equals("front-proxy-ca") && looked.hasEnded(each.notAfter()))
                .min(Comparator.comparing(CertificateOnDisk::notAfter))
                .map(ended -> looked.diagnosis(
                        Condition.EXPIRED,
                        ended.notAfter(),
                        "The authority front-proxy-ca expired at " + ended.notAfter() + ", so "
                                + Ending.FRONT_PROXY.effect()
                                + "; the rest of the cluster does not need it, and kubeadm renews no authority.",
                        Culprit.FRONT_PROXY,
                        Certainty.CERTAIN,
                        List.of(
                                "`kubeadm init phase certs front-proxy-ca` and `front-proxy-client` make new ones on the machine,"
                                        + " after the old files were moved aside; then restart the API server.")));
    }
}
