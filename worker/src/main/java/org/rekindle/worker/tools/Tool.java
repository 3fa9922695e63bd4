// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

/** The tools that are not Java. {@code tools.yaml} says for each which version, and how it is fetched and built. */
public enum Tool {
    TEMPORAL("temporal"),
    ETCD("etcd"),
    KUBE_APISERVER("kube-apiserver"),
    KUBE_CONTROLLER_MANAGER("kube-controller-manager"),
    KUBE_SCHEDULER("kube-scheduler"),
    KWOK("kwok"),
    HELM("helm");

    private final String command;

    Tool(String command) {
        this.command = command;
    }

    /** What is typed to run it, and the name of its file. */
    public String command() {
        return command;
    }
}
