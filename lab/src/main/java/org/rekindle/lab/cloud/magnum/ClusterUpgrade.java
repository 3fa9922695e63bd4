// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Moving a cluster to another template.
 *
 * <p>Unlike the other operations it is answered only when Helm is through. The template is saved before Helm runs and
 * stays so when Helm fails. What becomes of the machines is said by {@link Rollout}.
 */
final class ClusterUpgrade {

    private final Conductor conductor;

    ClusterUpgrade(Conductor conductor) {
        this.conductor = conductor;
    }

    /** Runs; the books are held. */
    void run(Cluster cluster, StoredTemplate target) {
        if (!cluster.status.complete()) {
            throw MagnumError.unsupportedWhen("Upgrading a cluster", cluster.status);
        }
        Rollout rollout = conductor.decide(cluster, target);
        cluster.template = target;
        cluster.status = SimulatedStatus.UPDATE_IN_PROGRESS;
        cluster.nodeGroups.forEach(group -> group.status = SimulatedStatus.UPDATE_IN_PROGRESS);
        conductor.touch(cluster);
        if (rollout instanceof Rollout.Refused refused) {
            NodeGroup worker = cluster.worker();
            worker.status = SimulatedStatus.UPDATE_FAILED;
            worker.statusReason = refused.reason();
            conductor.fail(cluster, SimulatedStatus.UPDATE_FAILED, refused.reason());
            if (refused.workersLost()) {
                loseWorkers(cluster);
            }
            throw MagnumError.afterTheFact(500, refused.reason());
        }
        cluster.statusReason = null;
        conductor.occupied(cluster);
        Object operation = conductor.begin(cluster);
        if (rollout instanceof Rollout.Stalled stalled) {
            if (stalled.workersLost()) {
                loseWorkers(cluster);
            }
        } else if (rollout instanceof Rollout.Rolls rolls) {
            conductor.later(conductor.timings.upgrade(), () -> roll(cluster, operation, rolls));
        } else {
            conductor.later(conductor.timings.lag(), () -> conductor.finish(cluster, operation, () -> {}));
        }
    }

    private void roll(Cluster cluster, Object operation, Rollout.Rolls rolls) {
        Instant issuedAt = conductor.clock.now();
        synchronized (conductor.books) {
            if (!conductor.alive(cluster)) {
                return;
            }
        }
        CompletableFuture<Void> rolled = conductor.machines.roll(cluster.uuid, rolls.kubernetesVersion(), issuedAt);
        conductor.when(
                "Cluster " + cluster.name,
                () -> conductor.finish(cluster, operation, () -> {
                    cluster.coeVersion = rolls.kubernetesVersion();
                    cluster.chartVersion = rolls.chartVersion();
                    cluster.imageId = rolls.imageId();
                    cluster.certificatesIssuedAt = issuedAt;
                    cluster.workersLost = false;
                }),
                rolled);
    }

    private void loseWorkers(Cluster cluster) {
        cluster.workersLost = true;
        if (cluster.booted) {
            conductor.soon(() -> conductor.machines.loseWorkers(cluster.uuid));
        }
    }
}
