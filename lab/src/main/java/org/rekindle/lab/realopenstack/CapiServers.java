// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import org.rekindle.lab.cloud.services.Server;

/** The machines of Cluster API as Nova would list them: each is a virtual machine. */
final class CapiServers {
    /** The stand-in chart's machines are in memory and have no flavor. */
    private static final String FLAVOR = "in-memory";

    private final KubernetesClient management;

    CapiServers(KubernetesClient management) {
        this.management = management;
    }

    /** Those of a project. */
    List<Server> of(String projectId) {
        return management
                .genericKubernetesResources("cluster.x-k8s.io/v1beta2", "Machine")
                .inNamespace("magnum-" + projectId)
                .list()
                .getItems()
                .stream()
                .map(CapiServers::server)
                .toList();
    }

    private static Server server(GenericKubernetesResource machine) {
        return new Server(
                machine.getMetadata().getUid(),
                machine.getMetadata().getName(),
                FLAVOR,
                Instant.parse(machine.getMetadata().getCreationTimestamp()));
    }
}
