// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines;

/** Adding, changing and removing a node group, each of them a Helm run. */
final class NodeGroupChange {

    private final Conductor conductor;

    NodeGroupChange(Conductor conductor) {
        this.conductor = conductor;
    }

    /** Takes a new group that the API has accepted; the books are held. */
    void create(Cluster cluster, NodeGroup group) {
        conductor.start(cluster, () -> {
            if (cluster.nodeGroups.stream().anyMatch(other -> other.name.equals(group.name))) {
                // The API looks at the books before the conductor has written the first one, so two of a name may be
                // accepted;
                // Magnum's database takes only one of a name in a cluster.
                return;
            }
            cluster.nodeGroups.add(group);
            move(cluster, group, Labels.machines(cluster, group), () -> complete(group));
        });
    }

    /** Takes new bounds that the API has accepted; the books are held. */
    void update(Cluster cluster, NodeGroup group, int min, @Nullable Integer max) {
        conductor.start(cluster, () -> {
            group.min = min;
            group.max = max;
            group.status = SimulatedStatus.UPDATE_IN_PROGRESS;
            move(cluster, group, Labels.machines(cluster, group), () -> complete(group));
        });
    }

    /** Takes a deletion that the API has accepted; the books are held. */
    void delete(Cluster cluster, NodeGroup group) {
        conductor.start(cluster, () -> {
            group.status = SimulatedStatus.DELETE_IN_PROGRESS;
            ClusterMachines.NodeGroup none = new ClusterMachines.NodeGroup(group.name, group.flavorId, 0, 0, 0);
            move(cluster, group, none, () -> cluster.nodeGroups.remove(group));
        });
    }

    /** A group that is being deleted by now stays so. */
    private static void complete(NodeGroup group) {
        if (group.status != SimulatedStatus.DELETE_IN_PROGRESS) {
            group.status = group.status.completed();
        }
    }

    private void move(Cluster cluster, NodeGroup group, ClusterMachines.NodeGroup wanted, Runnable done) {
        Rollout rollout = conductor.decide(cluster, cluster.template);
        if (rollout instanceof Rollout.Refused refused) {
            group.status = group.status == SimulatedStatus.CREATE_IN_PROGRESS
                    ? SimulatedStatus.CREATE_FAILED
                    : SimulatedStatus.UPDATE_FAILED;
            group.statusReason = refused.reason();
            conductor.fail(cluster, SimulatedStatus.UPDATE_FAILED, refused.reason());
            return;
        }
        cluster.status = SimulatedStatus.UPDATE_IN_PROGRESS;
        conductor.touch(cluster);
        Object operation = conductor.begin(cluster);
        if (rollout instanceof Rollout.Stalled) {
            return;
        }
        CompletableFuture<Void> due = conductor.after(conductor.timings.resize());
        conductor.soon(() -> conductor.when(
                "Cluster " + cluster.name,
                () -> conductor.finish(cluster, operation, () -> {
                    done.run();
                    group.updatedAt = conductor.clock.now();
                }),
                due,
                cluster.booted
                        ? conductor.machines.resize(cluster.uuid, wanted)
                        : CompletableFuture.completedFuture(null)));
    }
}
