// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.plane.ScaleOrders;

/** Scales a MachineDeployment, as the cluster-autoscaler's provider for Cluster API does. */
final class CapiScale implements ScaleOrders {

    private final KubernetesClient management;

    CapiScale(KubernetesClient management) {
        this.management = management;
    }

    @Override
    public void add(Blueprint cluster, String group) {
        scale(cluster, group, 1);
    }

    /** The machine is marked first, so that it is the one that goes. One that has gone meanwhile takes its node along by itself. */
    @Override
    public void remove(Blueprint cluster, String node) {
        CapiCluster.machines(management, cluster.stackId()).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(node))
                .findFirst()
                .ifPresent(machine -> {
                    CapiCluster.annotate(management.resource(machine), "cluster.x-k8s.io/delete-machine", "yes");
                    scale(cluster, CapiCluster.label(machine, CapiCluster.GROUP), -1);
                });
    }

    private void scale(Blueprint cluster, String group, int by) {
        GenericKubernetesResource deployment = CapiCluster.machineDeployments(management, cluster.stackId()).stream()
                .filter(candidate -> group.equals(CapiCluster.label(candidate, CapiCluster.GROUP)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Cluster API has no node group " + group));
        int replicas = deployment.get("spec", "replicas");
        CapiCluster.merge(
                management.resource(deployment),
                JsonFields.of("spec", JsonFields.of("replicas", Math.max(0, replicas + by))));
    }
}
