// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.BusyTime;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.services.CloudInventory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What works behind the API: it takes the operations that the API has accepted, moves the machines and writes what
 * became of them into the books. Nothing in here has a timeout, as nothing in the driver has.
 */
final class Conductor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    final Books books;
    final ClusterMachines machines;
    final CloudInventory inventory;
    final LabClock clock;
    final CloudFixture.Site site;
    final CloudFixture.Timings timings;
    final AuthorityMaker authorities;
    private final BusyTime busy;
    private final ExecutorService workers;

    Conductor(
            Books books,
            ClusterMachines machines,
            CloudInventory inventory,
            LabClock clock,
            CloudFixture world,
            BusyTime busy,
            AuthorityMaker authorities) {
        this.books = books;
        this.machines = machines;
        this.inventory = inventory;
        this.clock = clock;
        this.site = world.site();
        this.timings = world.timings();
        this.busy = busy;
        this.authorities = authorities;
        this.workers = clock.pace().workers("magnum-conductor");
    }

    /** Completes after a virtual time, on a thread of the conductor. */
    CompletableFuture<Void> after(Duration virtual) {
        return CompletableFuture.runAsync(() -> {}, delayed(virtual));
    }

    /** Does something without holding the caller up. */
    void soon(Runnable task) {
        submit(() -> guarded(task));
    }

    /** Does something after a virtual time. */
    void later(Duration virtual, Runnable task) {
        delayed(virtual).execute(() -> guarded(task));
    }

    /** Does something when all of these are complete; never if one fails, which is logged, or does not complete. */
    void when(String what, Runnable task, CompletableFuture<?>... all) {
        // What it throws is logged where it happens, so the future need not be looked at.
        CompletableFuture<Void> unused = CompletableFuture.allOf(all)
                .whenComplete((done, failure) -> submit(() -> {
                    if (failure == null) {
                        guarded(task);
                    } else {
                        LOG.warn("{} stays as it is: the machines failed.", what, failure);
                    }
                }));
    }

    private void submit(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The cloud is closed; nothing more is done.", e);
        }
    }

    private Executor delayed(Duration virtual) {
        return clock.pace().after(clock.real(virtual), workers);
    }

    /** Counts a cluster as in progress, from the moment at which the request is accepted. */
    void occupied(Cluster cluster) {
        busy.begin(cluster.uuid);
    }

    /**
     * Changes a cluster after the usual lag, if it is not gone by then. The conductor judges by what the API has seen of the
     * cluster, which may be a moment old when it gets to it.
     */
    void start(Cluster cluster, Runnable change) {
        occupied(cluster);
        later(timings.lag(), () -> {
            synchronized (books) {
                if (alive(cluster)) {
                    change.run();
                }
            }
        });
    }

    /** A cluster is not in progress any more. */
    void idle(Cluster cluster) {
        busy.end(cluster.uuid);
    }

    /** Notes an operation as not done; the books are held. */
    Object begin(Cluster cluster) {
        Object operation = new Object();
        cluster.pending.add(operation);
        return operation;
    }

    /**
     * Notes an operation as done, with its effect on the books; the last one that is done completes the cluster. Has no
     * effect when the cluster is being deleted or gone.
     */
    void finish(Cluster cluster, Object operation, Runnable effect) {
        synchronized (books) {
            if (!alive(cluster)) {
                return;
            }
            cluster.pending.remove(operation);
            effect.run();
            settle(cluster);
        }
    }

    /** Completes a cluster for which nothing is pending; the books are held. */
    void settle(Cluster cluster) {
        if (!cluster.pending.isEmpty() || !cluster.status.inProgress()) {
            return;
        }
        cluster.status = cluster.status.completed();
        for (NodeGroup group : cluster.nodeGroups) {
            if (group.status.inProgress() && group.status != SimulatedStatus.DELETE_IN_PROGRESS) {
                group.status = group.status.completed();
                group.updatedAt = clock.now();
            }
        }
        touch(cluster);
        idle(cluster);
        LOG.info("Cluster {} ({}) is {}.", cluster.name, cluster.uuid, cluster.status);
    }

    /** Moves a cluster to a failure; the books are held. */
    void fail(Cluster cluster, SimulatedStatus status, String reason) {
        cluster.status = status;
        cluster.statusReason = reason;
        touch(cluster);
        idle(cluster);
        LOG.info("Cluster {} ({}) is {}: {}", cluster.name, cluster.uuid, status, reason);
    }

    /** Whether the books have the cluster and it is not being deleted; the books are held. */
    boolean alive(Cluster cluster) {
        return books.clusters.contains(cluster) && cluster.status != SimulatedStatus.DELETE_IN_PROGRESS;
    }

    void touch(Cluster cluster) {
        cluster.updatedAt = clock.now();
    }

    /** Decides what applying a template would do; the books are held. */
    Rollout decide(Cluster cluster, StoredTemplate target) {
        return Rollout.decide(cluster, target, inventory.image(target.imageId()).orElse(null), site, clock.now());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("An operation of the simulated Magnum broke off.", e);
        }
    }
}
