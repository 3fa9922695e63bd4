// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The API answers and no node is ready in a cluster as old as a kubelet's certificate lasts: the kubelets may be locked out. */
final class KubeletsSilentRule implements DiagnosisRule {

    /** What kubeadm gives a kubelet's first certificate. */
    private static final Duration A_YEAR = Duration.ofDays(365);

    @Override
    public Optional<Diagnosis> about(DiagnosisInput input) {
        List<NodeSighting> nodes = input.seen().api().nodes();
        CloudCluster cloud = input.seen().cloud();
        if (nodes.isEmpty() || nodes.stream().anyMatch(NodeSighting::ready) || cloud == null) {
            return Optional.empty();
        }
        if (input.isExpired(cloud.identity().createdAt().plus(A_YEAR))) {
            return Optional.of(diagnosis(input, ReasonCode.KUBELETS_SILENT_FOR_AGE, Cause.KUBELET));
        }
        return Optional.of(diagnosis(input, ReasonCode.KUBELETS_SILENT, Cause.UNKNOWN));
    }

    private static Diagnosis diagnosis(DiagnosisInput input, ReasonCode code, Cause cause) {
        return input.ofServed(
                Condition.BROKEN_OTHERWISE,
                input.servedUntil(code).with("nodes", input.seen().api().nodes().size()),
                cause,
                Certainty.UNKNOWN,
                List.of(Clue.LOG_OF_A_KUBELET));
    }
}
