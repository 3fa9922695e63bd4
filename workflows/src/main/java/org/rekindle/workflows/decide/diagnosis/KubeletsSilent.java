// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.NodeSighting;

/** The API answers and no node is ready in a cluster as old as a kubelet's certificate lasts: the kubelets may be locked out. */
final class KubeletsSilent implements Suspicion {

    /** What kubeadm gives a kubelet's first certificate. */
    private static final Duration A_YEAR = Duration.ofDays(365);

    @Override
    public Optional<Diagnosis> about(Case looked) {
        List<NodeSighting> nodes = looked.seen().api().nodes();
        CloudCluster cloud = looked.seen().cloud();
        if (nodes.isEmpty() || nodes.stream().anyMatch(NodeSighting::ready) || cloud == null) {
            return Optional.empty();
        }
        boolean old = looked.hasEnded(cloud.identity().createdAt().plus(A_YEAR));
        return Optional.of(looked.ofServed(
                Condition.BROKEN_OTHERWISE,
                "The certificate is good until " + looked.served().notAfter() + " and the API answers, but none of its "
                        + nodes.size() + " nodes is ready"
                        + (old ? ", and the cluster is older than a kubelet's first certificate lasts." : "."),
                old ? Culprit.KUBELET : Culprit.UNKNOWN,
                Certainty.UNKNOWN,
                List.of("A kubelet's log on one of the nodes: `x509: certificate has expired` there says that it is its"
                        + " certificate.")));
    }
}
