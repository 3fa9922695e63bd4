// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.util.Arrays;
import java.util.List;

/** The tools that are not Java. {@code tools.yaml} says for each which version, and how it is fetched and built. */
public enum Tool {
    TEMPORAL("temporal", true),
    ETCD("etcd", true),
    KUBE_APISERVER("kube-apiserver", true),
    KUBE_CONTROLLER_MANAGER("kube-controller-manager", true),
    KUBE_SCHEDULER("kube-scheduler", true),
    KUBEADM("kubeadm", true),
    KWOK("kwok", true),
    HELM("helm", true),
    CLUSTER_API_CORE("capi-core", false),
    CLUSTER_API_BOOTSTRAP("capi-kubeadm-bootstrap", false),
    CLUSTER_API_CONTROL_PLANE("capi-kubeadm-control-plane", false),
    CLUSTER_API_DEVELOPMENT("capi-development", false);

    private final String command;
    private final boolean everyday;

    Tool(String command, boolean everyday) {
        this.command = command;
        this.everyday = everyday;
    }

    /** What is typed to run it, and the name of its file. */
    public String command() {
        return command;
    }

    /** Whether the worker or the simulated lab needs it; what does not is for the lab with a real OpenStack alone. */
    public boolean everyday() {
        return everyday;
    }

    /** Those that the worker or the simulated lab needs. */
    public static List<Tool> forEveryday() {
        return Arrays.stream(values()).filter(Tool::everyday).toList();
    }
}
