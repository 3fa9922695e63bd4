// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cluster-autoscaler has removed a node, and what keeps it from that where it has not. Pods are counted and not named: the
 * name of a user's pod is that of the user.
 */
final class NodeRemoval {

    private static final String BEING_DELETED = "ToBeDeletedByClusterAutoscaler";
    private static final String DISABLED = "cluster-autoscaler.kubernetes.io/scale-down-disabled";

    private NodeRemoval() {}

    /** Why the node is still there, in a sentence; null when it is gone. */
    static @Nullable String stillThere(KubernetesClient client, String name) {
        Node node = client.nodes().withName(name).get();
        if (node == null) {
            return null;
        }
        return "The node " + name + " is still there: " + why(client, node) + ".";
    }

    private static String why(KubernetesClient client, Node node) {
        if (node.getMetadata().getDeletionTimestamp() != null
                || node.getSpec().getTaints().stream()
                        .anyMatch(taint -> taint.getKey().equals(BEING_DELETED))) {
            return "it is being removed";
        }
        Map<String, String> annotations =
                Objects.requireNonNullElse(node.getMetadata().getAnnotations(), Map.of());
        if ("true".equals(annotations.get(DISABLED))) {
            return "its annotation " + DISABLED + " forbids to remove it";
        }
        List<Pod> pods = client
                .pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(pod -> !NodeGroupHeadroom.onEveryNode(pod) && !NodeGroupHeadroom.isOver(pod))
                .toList();
        if (!pods.isEmpty()) {
            return pods.size() + (pods.size() == 1 ? " pod is" : " pods are") + " on it, of "
                    + pods.stream()
                            .map(pod -> pod.getMetadata().getNamespace())
                            .collect(Collectors.toCollection(TreeSet::new));
        }
        return "it is empty, and the autoscaler has not removed it; its own time for that is 10 min where"
                + " scale-down-unneeded-time says nothing else";
    }
}
