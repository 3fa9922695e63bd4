// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import org.rekindle.lab.autoscaler.Autoscaler;

/** Node objects as a kubelet registers them; kwok makes those ready that it plays. */
final class NodeShapes {
    static final String CONTROL_PLANE_ROLE = "node-role.kubernetes.io/control-plane";
    /** The chart's default for machines of the control plane. */
    private static final MachineSize CONTROL_PLANE_FLAVOR = MachineSize.M3_SMALL;
    /** What a kubelet keeps back by default before it evicts pods. */
    private static final int EVICTION_RESERVE_MIB = 100;

    /** Tells kwok which nodes are its own; all others have a kubelet. */
    private static final String KWOK = "kwok.x-k8s.io/node";

    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String stackId;

    NodeShapes(String stackId) {
        this.stackId = stackId;
    }

    /** The machine of the control plane, which takes no ordinary pods. */
    Node controlPlane(String version) {
        return new NodeBuilder(node(stackId + "-control-plane-" + suffix(), CONTROL_PLANE_FLAVOR, version))
                .editMetadata()
                .addToLabels(CONTROL_PLANE_ROLE, "")
                .addToLabels("node.kubernetes.io/exclude-from-external-load-balancers", "")
                .endMetadata()
                .editSpec()
                .addNewTaint("NoSchedule", CONTROL_PLANE_ROLE, null, null)
                .endSpec()
                .build();
    }

    /** A machine of a node group, by a name that is not taken. */
    Node worker(String groupLabel, MachineSize flavor, String version) {
        return worker(stackId + "-" + groupLabel + "-" + suffix(), groupLabel, flavor, version);
    }

    /** A machine of a node group, by its name. */
    static Node worker(String name, String groupLabel, MachineSize flavor, String version) {
        return new NodeBuilder(node(name, flavor, version))
                .editMetadata()
                .addToLabels(Autoscaler.GROUP_LABEL, groupLabel)
                .endMetadata()
                .build();
    }

    /** The same machine for one with a kubelet of its own. */
    static Node withKubelet(Node node) {
        return new NodeBuilder(node)
                .editMetadata()
                .removeFromAnnotations(KWOK)
                .endMetadata()
                .build();
    }

    /** The label value of a node group: the chart's names allow no dots ({@code user-m3.large}). */
    static String label(String groupName) {
        return groupName.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    }

    private static Node node(String name, MachineSize flavor, String version) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/arch", "amd64")
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("node.kubernetes.io/instance-type", flavor.title())
                .addToLabels("topology.kubernetes.io/zone", "nova")
                .addToAnnotations(KWOK, "fake")
                .endMetadata()
                .withNewSpec()
                .withProviderID("openstack:///" + UUID.randomUUID())
                .endSpec()
                .withNewStatus()
                .withCapacity(resources(flavor, 0))
                .withAllocatable(resources(flavor, EVICTION_RESERVE_MIB))
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withOperatingSystem("linux")
                .withOsImage("Ubuntu 22.04.5 LTS")
                .withContainerRuntimeVersion("containerd://1.7.27")
                .withKernelVersion("5.15.0-141-generic")
                .withKubeletVersion(version)
                .withKubeProxyVersion(version)
                .withMachineID("")
                .withBootID("")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static Map<String, Quantity> resources(MachineSize flavor, int reserveMib) {
        return Map.of(
                "cpu",
                new Quantity(Integer.toString(flavor.cpus())),
                "memory",
                new Quantity((flavor.memoryGib() * 1024 - reserveMib) + "Mi"),
                "pods",
                new Quantity("110"));
    }

    private static String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int letter = 0; letter < 5; letter++) {
            suffix.append(NAME_LETTERS.charAt(RANDOM.nextInt(NAME_LETTERS.length())));
        }
        return suffix.toString();
    }
}
