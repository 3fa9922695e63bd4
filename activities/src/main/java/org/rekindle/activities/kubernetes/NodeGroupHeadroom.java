// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much CPU the ready nodes of a group have, in thousandths.
 *
 * @param nodes names of the ready nodes that take pods
 * @param free the most that is free on one of them
 * @param fresh the most that would be free on one of them if it were new: without any pods but those that every node has
 */
record NodeGroupHeadroom(List<String> nodes, long free, long fresh) {

    static NodeGroupHeadroom of(String group, List<Node> nodes, List<Pod> pods) {
        List<Node> ready = nodes.stream()
                .filter(node -> group.equals(NodeReadiness.group(node)) && NodeReadiness.ready(node))
                .filter(node -> node.getSpec() == null
                        || !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .toList();
        long free = 0;
        long fresh = 0;
        for (Node node : ready) {
            long allocatable = milli(node.getStatus().getAllocatable());
            List<Pod> here = pods.stream().filter(pod -> holdsRoomOn(node, pod)).toList();
            free = Math.max(free, allocatable - requested(here));
            fresh = Math.max(
                    fresh,
                    allocatable
                            - requested(here.stream()
                                    .filter(NodeGroupHeadroom::onEveryNode)
                                    .toList()));
        }
        return new NodeGroupHeadroom(
                ready.stream()
                        .map(node -> node.getMetadata().getName())
                        .sorted()
                        .toList(),
                free,
                fresh);
    }

    /** Whether something just too big for every node of today would fit a new one. */
    boolean isTakenInPart() {
        return free < fresh;
    }

    private static boolean holdsRoomOn(Node node, Pod pod) {
        return node.getMetadata().getName().equals(pod.getSpec().getNodeName()) && !isOver(pod);
    }

    /** Whether all its containers have ended for good. */
    static boolean isOver(Pod pod) {
        return pod.getStatus() != null
                && ("Succeeded".equals(pod.getStatus().getPhase())
                        || "Failed".equals(pod.getStatus().getPhase()));
    }

    /** Pods of DaemonSets, and the static pods that a node makes itself. */
    static boolean onEveryNode(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> "DaemonSet".equals(owner.getKind()) || "Node".equals(owner.getKind()));
    }

    private static long requested(List<Pod> pods) {
        return pods.stream().mapToLong(NodeGroupHeadroom::requested).sum();
    }

    /**
     * What the scheduler reserves for a pod: its containers and sidecars together, or its largest other init container where
     * that is more, and the overhead of its runtime class.
     */
    private static long requested(Pod pod) {
        long together = 0;
        for (Container container : pod.getSpec().getContainers()) {
            together += milli(container.getResources());
        }
        long sidecars = 0;
        long largestInit = 0;
        for (Container init : pod.getSpec().getInitContainers()) {
            if ("Always".equals(init.getRestartPolicy())) {
                sidecars += milli(init.getResources());
            } else {
                largestInit = Math.max(largestInit, sidecars + milli(init.getResources()));
            }
        }
        return Math.max(together + sidecars, largestInit) + milli(pod.getSpec().getOverhead());
    }

    private static long milli(@Nullable ResourceRequirements resources) {
        if (resources == null) {
            return 0;
        }
        return milli(resources.getRequests());
    }

    private static long milli(@Nullable Map<String, Quantity> amounts) {
        Quantity cpu = amounts == null ? null : amounts.get("cpu");
        if (cpu == null) {
            return 0;
        }
        BigDecimal cores = cpu.getNumericalAmount();
        return cores.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
