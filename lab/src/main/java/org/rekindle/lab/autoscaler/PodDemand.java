// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What a pod asks of a node.
 *
 * @param unwantedNodes names of nodes that its required node affinity rules out
 */
public record PodDemand(
        String namespace,
        String name,
        String uid,
        long milliCpu,
        long memoryBytes,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        Set<String> unwantedNodes) {

    /** Whether the scheduler has said that this pod fits nowhere. */
    public static boolean isUnschedulable(Pod pod) {
        return pod.getSpec().getNodeName() == null
                && pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("PodScheduled")
                                && condition.getStatus().equals("False")
                                && "Unschedulable".equals(condition.getReason()));
    }

    /** Reads the demands: the sum of its containers, or its largest init container where that is more. */
    public static PodDemand of(Pod pod) {
        return new PodDemand(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                requests(pod, "cpu", NodeTemplate::milli),
                requests(pod, "memory", NodeTemplate::whole),
                Map.copyOf(pod.getSpec().getNodeSelector()),
                List.copyOf(pod.getSpec().getTolerations()),
                unwantedNodes(pod));
    }

    /** Terms are alternatives: a node is ruled out only when every term does. */
    private static Set<String> unwantedNodes(Pod pod) {
        if (pod.getSpec().getAffinity() == null
                || pod.getSpec().getAffinity().getNodeAffinity() == null
                || pod.getSpec().getAffinity().getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution()
                        == null) {
            return Set.of();
        }
        return pod
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .stream()
                .map(PodDemand::unwantedNodes)
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private static Set<String> unwantedNodes(NodeSelectorTerm term) {
        return term.getMatchFields().stream()
                .filter(field -> field.getKey().equals("metadata.name")
                        && field.getOperator().equals("NotIn"))
                .flatMap(field -> field.getValues().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long requests(Pod pod, String resource, ToLongFunction<Quantity> amount) {
        long together = pod.getSpec().getContainers().stream()
                .mapToLong(container -> request(container, resource, amount))
                .sum();
        long first = pod.getSpec().getInitContainers().stream()
                .mapToLong(container -> request(container, resource, amount))
                .max()
                .orElse(0);
        return Math.max(together, first);
    }

    private static long request(Container container, String resource, ToLongFunction<Quantity> amount) {
        if (container.getResources() == null || container.getResources().getRequests() == null) {
            return 0;
        }
        Quantity quantity = container.getResources().getRequests().get(resource);
        return quantity == null ? 0 : amount.applyAsLong(quantity);
    }
}
