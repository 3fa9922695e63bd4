// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.NodeSighting;

/** Which nodes are ready, and what is missing from what is wanted. */
final class NodeReadiness {

    private NodeReadiness() {}

    static List<NodeSighting> sightings(List<Node> nodes) {
        return nodes.stream()
                .map(node -> new NodeSighting(node.getMetadata().getName(), group(node), ready(node), version(node)))
                .sorted(Comparator.comparing(NodeSighting::name))
                .toList();
    }

    static @Nullable String group(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        if (labels == null) {
            return null;
        }
        return labels.get(NodeGroupLabel.LABEL);
    }

    static boolean ready(Node node) {
        return readyCondition(node)
                .map(NodeCondition::getStatus)
                .filter("True"::equals)
                .isPresent();
    }

    /** Says for each group how many of how many are ready, such as {@code core 1 of 1 ready, user-m3-large 0 of 1 ready}. */
    static String progress(List<Node> nodes, Map<String, Integer> readyByGroup) {
        StringJoiner sentence = new StringJoiner(", ");
        readyByGroup.forEach((name, wanted) -> {
            String group = NodeGroupLabel.label(name);
            sentence.add(group + " " + readyIn(nodes, group) + " of " + wanted + " ready");
        });
        nodes.stream()
                .filter(node -> !ready(node))
                .findFirst()
                .flatMap(node -> readyCondition(node)
                        .map(condition -> node.getMetadata().getName() + " is not ready: " + condition.getMessage()))
                .ifPresent(sentence::add);
        return sentence.toString();
    }

    static boolean enough(List<Node> nodes, Map<String, Integer> readyByGroup) {
        return readyByGroup.entrySet().stream()
                .allMatch(wanted -> readyIn(nodes, NodeGroupLabel.label(wanted.getKey())) >= wanted.getValue());
    }

    private static long readyIn(List<Node> nodes, String group) {
        return nodes.stream()
                .filter(node -> group.equals(group(node)) && ready(node))
                .count();
    }

    private static Optional<NodeCondition> readyCondition(Node node) {
        if (node.getStatus() == null || node.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return node.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
    }

    private static String version(Node node) {
        if (node.getStatus() == null || node.getStatus().getNodeInfo() == null) {
            return "unknown";
        }
        String version = node.getStatus().getNodeInfo().getKubeletVersion();
        if (version == null) {
            return "unknown";
        }
        return version;
    }
}
