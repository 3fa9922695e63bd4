// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.Tool;

/** A controller of Cluster API, and where the sources keep the definitions that belong to it. */
enum Provider {
    CORE("core", LabTools.CLUSTER_API_CORE, "sigs.k8s.io/cluster-api", "core/config"),
    BOOTSTRAP("bootstrap", LabTools.CLUSTER_API_BOOTSTRAP, "sigs.k8s.io/cluster-api", "bootstrap/kubeadm/config"),
    CONTROL_PLANE(
            "control-plane",
            LabTools.CLUSTER_API_CONTROL_PLANE,
            "sigs.k8s.io/cluster-api",
            "controlplane/kubeadm/config"),
    /** Its machines are in memory. */
    DEVELOPMENT(
            "development",
            LabTools.CLUSTER_API_DEVELOPMENT,
            "sigs.k8s.io/cluster-api/test",
            "infrastructure/docker/config");

    private final String label;
    private final Tool tool;
    private final String module;
    private final String folder;

    Provider(String label, Tool tool, String module, String folder) {
        this.label = label;
        this.tool = tool;
        this.module = module;
        this.folder = folder;
    }

    String label() {
        return label;
    }

    Tool tool() {
        return tool;
    }

    String module() {
        return module;
    }

    String folder() {
        return folder;
    }
}
