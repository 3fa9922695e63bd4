// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** Nodes and pods for tests. */
final class Things {

    private Things() {}

    static Node node(String name, String group, boolean ready, String cpu) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(NodeGroupLabel.LABEL, group)
                .endMetadata()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity(cpu))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withMessage(ready ? "kubelet is posting ready status" : "container runtime network not ready")
                .endCondition()
                .withNewNodeInfo()
                .withKubeletVersion("v1.33.2")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    static Pod pod(String name, String node, String cpu) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("hub")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("main")
                .withImage("registry.example.org/main")
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    /** A pod for which the scheduler has found no node. */
    static Pod unschedulable(String name) {
        return pod(name, "", "1")
                .edit()
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/2 nodes are available.")
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod daemon(String name, String node, String cpu) {
        return pod(name, node, cpu)
                .edit()
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("DaemonSet")
                .withName("daemon")
                .withUid("1")
                .endOwnerReference()
                .endMetadata()
                .build();
    }
}
