// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.concurrent.CompletableFuture;

/**
 * Deleting a cluster: from any status, as often as one likes. When the machines are gone the janitor takes the load
 * balancers and volumes of the cluster, and then it is not found any more.
 */
final class Deletion {

    private final Conductor conductor;

    Deletion(Conductor conductor) {
        this.conductor = conductor;
    }

    /** Takes what the API has accepted; the books are held. */
    void accept(Cluster cluster) {
        conductor.occupied(cluster);
        conductor.later(conductor.timings.lag(), () -> start(cluster));
    }

    private void start(Cluster cluster) {
        boolean booted;
        synchronized (conductor.books) {
            if (!conductor.alive(cluster)) {
                return;
            }
            cluster.nodeGroups.forEach(group -> group.status = SimulatedStatus.DELETE_IN_PROGRESS);
            cluster.status = SimulatedStatus.DELETE_IN_PROGRESS;
            cluster.statusReason = null;
            conductor.touch(cluster);
            booted = cluster.booted;
        }
        // What never got as far as machines is gone with the next look of the conductor.
        CompletableFuture<Void> due = conductor.after(booted ? conductor.timings.delete() : conductor.timings.lag());
        CompletableFuture<Void> destroyed =
                booted ? conductor.machines.destroy(cluster.uuid) : CompletableFuture.completedFuture(null);
        conductor.when("Cluster " + cluster.name, () -> remove(cluster), due, destroyed);
    }

    private void remove(Cluster cluster) {
        synchronized (conductor.books) {
            if (cluster.stackId != null) {
                conductor.inventory.sweep(cluster.stackId);
            }
            conductor.books.clusters.remove(cluster);
            conductor.idle(cluster);
        }
    }
}
