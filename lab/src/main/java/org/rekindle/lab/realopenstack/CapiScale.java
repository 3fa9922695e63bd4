// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
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
    public int machines(Blueprint cluster, String group) {
        return deployment(cluster, group).map(CapiScale::replicas).orElse(0);
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
        GenericKubernetesResource deployment = deployment(cluster, group)
                .orElseThrow(() -> new IllegalStateException("Cluster API has no node group " + group));
        CapiCluster.merge(
                management.resource(deployment),
                JsonFields.of("spec", JsonFields.of("replicas", Math.max(0, replicas(deployment) + by))));
    }

    private Optional<GenericKubernetesResource> deployment(Blueprint cluster, String group) {
        return CapiCluster.machineDeployments(management, cluster.stackId()).stream()
                .filter(candidate -> group.equals(CapiCluster.label(candidate, CapiCluster.GROUP)))
                .findFirst();
    }

    private static int replicas(GenericKubernetesResource deployment) {
        return deployment.get("spec", "replicas");
    }
}
