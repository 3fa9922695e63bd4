// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The machines behind the simulated Magnum: what the real driver reaches through Helm and Cluster API.
 *
 * <p>Magnum keeps the books (names, statuses, certificate authorities); this interface makes them true. The lab's
 * implementation starts real Kubernetes control planes, the contract tests of the books alone use one that does nothing.
 */
public interface ClusterMachines extends AutoCloseable {

    /**
     * Boots a control plane and its nodes.
     *
     * @return the address the API server will have, known at once ({@code https://127.0.0.1:port}), and a future that
     *     completes when the API server answers and the nodes are ready. It never completes when the machines cannot
     *     come up, as when the chart passes a flag that the API server no longer knows.
     */
    Booting boot(Blueprint blueprint);

    /** Rolls every machine to another version and issues fresh leaf certificates; completes when all are ready again. */
    CompletableFuture<Void> roll(String clusterUuid, String kubernetesVersion, Instant issuedAt);

    /** Deletes all workers of every node group, as a rollout with {@code maxSurge: 0} does before it stalls. */
    void loseWorkers(String clusterUuid);

    /** Brings a node group to a size; completes when its nodes are ready. */
    CompletableFuture<Void> resize(String clusterUuid, NodeGroup nodeGroup);

    /** Stops everything that runs for the cluster and removes its data; completes when nothing is left. */
    CompletableFuture<Void> destroy(String clusterUuid);

    /** Stops everything. */
    @Override
    void close();

    /** Where an API server will answer, and when it does. */
    record Booting(String apiAddress, CompletableFuture<Void> ready) {}

    /**
     * What to boot.
     *
     * @param stackId the name of the Cluster API cluster, {@code <name>-<12 characters>}
     * @param kubernetesVersion such as {@code v1.33.2}
     * @param chartVersion the version of the {@code openstack-cluster} chart, such as {@code 0.16.0}
     * @param issuedAt when the leaf certificates are issued; they last one year, so a date over a year ago means expired
     */
    record Blueprint(
            String clusterUuid,
            String name,
            String stackId,
            String kubernetesVersion,
            String chartVersion,
            List<NodeGroup> nodeGroups,
            CertificateAuthority authority,
            Instant issuedAt) {}

    /** A node group: its size now and the bounds of the autoscaler ({@code max < min} means it does not scale). */
    record NodeGroup(String name, String flavor, int count, int min, int max) {}

    /** The certificate authority that Magnum keeps for a cluster, both parts as PEM. */
    record CertificateAuthority(String certificatePem, String privateKeyPem) {}
}
