// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bringing a node group to another size, by the action or by a patch of {@code node_count}.
 *
 * <p>Both are accepted in any status and refused later, without a trace in the API. The action is also possible
 * from {@code UPDATE_FAILED} and {@code UPDATE_IN_PROGRESS}, and runs Helm with the template that the cluster has by
 * then, however broken.
 */
final class Resize {

    private static final Logger LOG = LoggerFactory.getLogger(Resize.class);

    private final Conductor conductor;

    Resize(Conductor conductor) {
        this.conductor = conductor;
    }

    /** Takes the action that the API has accepted; the books are held. */
    void accept(Cluster cluster, NodeGroup group, int count) {
        if (!mayResize(cluster)) {
            refuse("Resizing", cluster);
            return;
        }
        conductor.start(cluster, () -> {
            group.status = SimulatedStatus.UPDATE_IN_PROGRESS;
            run(cluster, group, count);
        });
    }

    /** Takes a patch that the API has accepted; the books are held. */
    void acceptPatch(Cluster cluster, int count) {
        if (!cluster.status.complete()) {
            refuse("Updating", cluster);
        } else if (cluster.worker().nodeCount != count) {
            conductor.start(cluster, () -> run(cluster, cluster.worker(), count));
        }
    }

    private void run(Cluster cluster, NodeGroup group, int count) {
        Rollout rollout = conductor.decide(cluster, cluster.template);
        if (rollout instanceof Rollout.Refused refused) {
            group.status = SimulatedStatus.UPDATE_FAILED;
            group.statusReason = refused.reason();
            conductor.fail(cluster, SimulatedStatus.UPDATE_FAILED, refused.reason());
            return;
        }
        group.nodeCount = count;
        group.updatedAt = conductor.clock.now();
        cluster.status = SimulatedStatus.UPDATE_IN_PROGRESS;
        cluster.statusReason = null;
        conductor.occupied(cluster);
        conductor.touch(cluster);
        Object operation = conductor.begin(cluster);
        if (rollout instanceof Rollout.Stalled) {
            return;
        }
        boolean moves = cluster.booted && !group.master() && !Labels.scales(cluster, group);
        CompletableFuture<Void> due = conductor.after(conductor.timings.resize());
        conductor.soon(() -> conductor.when(
                "Cluster " + cluster.name,
                () -> conductor.finish(cluster, operation, () -> {}),
                due,
                moves
                        ? conductor.machines.resize(cluster.uuid, Labels.machines(cluster, group))
                        : CompletableFuture.completedFuture(null)));
    }

    private static boolean mayResize(Cluster cluster) {
        return cluster.status.complete()
                || cluster.status == SimulatedStatus.UPDATE_FAILED
                || cluster.status == SimulatedStatus.UPDATE_IN_PROGRESS;
    }

    private static void refuse(String doing, Cluster cluster) {
        LOG.info("{} a cluster when status is \"{}\" is not supported.", doing, cluster.status);
    }
}
