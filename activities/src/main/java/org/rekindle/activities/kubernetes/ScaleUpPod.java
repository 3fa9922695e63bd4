// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The pod that fits no node of today.
 *
 * <p>It passes the restricted Pod Security Standard, runs nothing, and ends by itself a quarter of an hour after it came to
 * run, so that it cannot keep a node alive even if no process is left to remove it.
 */
final class ScaleUpPod {

    static final String NAMESPACE = "default";

    private static final String NODES_BEFORE = "rekindle.org/nodes-before";
    private static final String IMAGE = "registry.k8s.io/pause:3.10";
    private static final long LIVES_SECONDS = 900;
    private static final int LONGEST_MARK = 40;

    private ScaleUpPod() {}

    /** The same mark always gives the same name, by which another attempt finds it. */
    static String name(String mark) {
        String plain =
                mark.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (plain.equals(mark) && plain.length() <= LONGEST_MARK) {
            return "rekindle-scale-up-" + plain;
        }
        return "rekindle-scale-up-" + UUID.nameUUIDFromBytes(mark.getBytes(StandardCharsets.UTF_8));
    }

    /** CPU to ask for, in thousandths: just more than is free anywhere, or half a new node when that would not fit one. */
    static long request(NodeGroupHeadroom room) {
        if (room.isTakenInPart()) {
            return room.free() + 1;
        }
        return Math.max(1, room.fresh() / 2);
    }

    /** Where nothing runs on a node, what is too big for it is too big for a new one: then today's nodes are ruled out. */
    static Pod make(String mark, String group, NodeGroupHeadroom room) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(name(mark))
                .withNamespace(NAMESPACE)
                .addToLabels("app.kubernetes.io/managed-by", "rekindle")
                .addToLabels("app.kubernetes.io/name", "rekindle-scale-up")
                .addToAnnotations(NODES_BEFORE, String.join(",", room.nodes()))
                .endMetadata()
                .withNewSpec()
                .withNodeSelector(Map.of(NodeGroupLabel.LABEL, group))
                .withActiveDeadlineSeconds(LIVES_SECONDS)
                .withTerminationGracePeriodSeconds(0L)
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65535L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("pause")
                .withImage(IMAGE)
                .withNewResources()
                .addToRequests("cpu", new Quantity(request(room) + "m"))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec();
        if (!room.isTakenInPart()) {
            pod.editSpec().withAffinity(anywhereBut(room.nodes())).endSpec();
        }
        return pod.build();
    }

    /** By name, which is taken one at a time; a label for the name might be missing. */
    private static Affinity anywhereBut(List<String> nodes) {
        List<NodeSelectorRequirement> each = nodes.stream()
                .map(node -> new NodeSelectorRequirementBuilder()
                        .withKey("metadata.name")
                        .withOperator("NotIn")
                        .withValues(node)
                        .build())
                .toList();
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .withMatchFields(each)
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    /** The nodes that were there when the pod was made. */
    static List<String> nodesBefore(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        if (annotations == null) {
            return List.of();
        }
        String names = annotations.get(NODES_BEFORE);
        if (names == null || names.isEmpty()) {
            return List.of();
        }
        return List.of(names.split(","));
    }
}
