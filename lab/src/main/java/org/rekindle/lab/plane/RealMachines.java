// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.process.FreePorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Machines that exist: every cluster is a real control plane of plain processes on this computer. */
public final class RealMachines implements ClusterMachines {
    private static final Logger LOG = LoggerFactory.getLogger(RealMachines.class);

    private final PlaneSettings settings;
    private final Clock clock;
    private final WhileValid whileValid;
    private final @Nullable ScaleOrders orders;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, List<String>> evidence = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, RealMachines::timerThread);

    /**
     * Prepares; nothing runs yet.
     *
     * @param whileValid what is set up in each new cluster before it is handed over
     */
    public RealMachines(PlaneSettings settings, Clock clock, WhileValid whileValid) {
        this(settings, clock, whileValid, null);
    }

    private RealMachines(PlaneSettings settings, Clock clock, WhileValid whileValid, @Nullable ScaleOrders orders) {
        this.settings = settings;
        this.clock = clock;
        this.whileValid = whileValid;
        this.orders = orders;
    }

    /**
     * Those of a cloud whose own controllers make the machines: each cluster has the workers that are reported to it, and its
     * autoscaler asks those controllers for more.
     */
    public static RealMachines following(PlaneSettings settings, Clock clock, ScaleOrders orders) {
        return new RealMachines(settings, clock, (blueprint, cluster) -> {}, orders);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when a flavor or a version makes no sense, or the cluster exists
     */
    @Override
    public Booting boot(Blueprint blueprint) {
        blueprint.nodeGroups().forEach(group -> MachineSize.named(group.flavor()));
        List<String> refused = ChartFit.refusedFlags(blueprint.chartVersion(), blueprint.kubernetesVersion());
        PlaneCommands.Ports ports = new PlaneCommands.Ports(FreePorts.take(), FreePorts.take(), FreePorts.take());
        Slot slot = new Slot(blueprint, ports);
        synchronized (slots) {
            if (slots.putIfAbsent(blueprint.clusterUuid(), slot) != null) {
                throw new IllegalArgumentException("there is a cluster " + blueprint.clusterUuid() + " already");
            }
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        slot.worker.execute(() -> {
            try {
                slot.boot(refused, ready);
            } catch (Waiting.StoppedException destroyedMeanwhile) {
                LOG.info("cluster {} was destroyed before it was ready", blueprint.name());
            } catch (RuntimeException failed) {
                ready.completeExceptionally(failed);
            }
        });
        return new Booting("https://127.0.0.1:" + ports.api(), ready);
    }

    @Override
    public CompletableFuture<Void> roll(String clusterUuid, String kubernetesVersion, Instant issuedAt) {
        return slot(clusterUuid).run(cluster -> cluster.roll(kubernetesVersion, issuedAt));
    }

    @Override
    public void loseWorkers(String clusterUuid) {
        slot(clusterUuid).run(ManagedCluster::loseWorkers).join();
    }

    @Override
    public CompletableFuture<Void> resize(String clusterUuid, NodeGroup nodeGroup) {
        MachineSize.named(nodeGroup.flavor());
        return slot(clusterUuid).run(cluster -> cluster.resize(nodeGroup));
    }

    /** Makes the workers of a cluster those of machines that are managed elsewhere; completes when their nodes are ready. */
    public CompletableFuture<Void> align(
            String clusterUuid, Collection<NodeGroup> nodeGroups, Collection<Worker> workers) {
        nodeGroups.forEach(group -> MachineSize.named(group.flavor()));
        return slot(clusterUuid).run(cluster -> cluster.align(nodeGroups, workers));
    }

    /** Replaces the control plane's machine alone, with certificates issued then; completes when it is ready. */
    public CompletableFuture<Void> rollControlPlane(String clusterUuid, String kubernetesVersion, Instant issuedAt) {
        return slot(clusterUuid).run(cluster -> cluster.rollControlPlane(kubernetesVersion, issuedAt));
    }

    /** Sets a cluster up and then has it serve certificates as old as that; completes when it does. */
    public CompletableFuture<Void> furnish(String clusterUuid, WhileValid furniture, Instant issuedAt) {
        return slot(clusterUuid).run(cluster -> cluster.furnish(furniture, issuedAt));
    }

    @Override
    public CompletableFuture<Void> destroy(String clusterUuid) {
        Optional<Slot> slot;
        synchronized (slots) {
            slot = Optional.ofNullable(slots.get(clusterUuid));
        }
        return slot.map(existing -> existing.destroy().whenComplete((done, failed) -> {
                    synchronized (slots) {
                        slots.remove(clusterUuid, existing);
                    }
                }))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public void close() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        synchronized (slots) {
            slots.values().forEach(slot -> ends.add(slot.destroy()));
            slots.clear();
        }
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        } finally {
            timer.shutdownNow();
        }
    }

    /** The youngest cluster of a name whose API server has answered: where the public names point to. */
    public Optional<LiveCluster> current(String clusterName) {
        synchronized (slots) {
            return slots.values().stream()
                    .filter(slot -> slot.blueprint.name().equals(clusterName))
                    .flatMap(slot -> slot.live().stream())
                    .reduce((older, younger) -> younger);
        }
    }

    /** A cluster whose API server has answered, by Magnum's identifier. */
    public Optional<LiveCluster> byUuid(String clusterUuid) {
        synchronized (slots) {
            return Optional.ofNullable(slots.get(clusterUuid)).flatMap(Slot::live);
        }
    }

    /**
     * What the API server of a cluster that could not come up has said, such as {@code Error: unknown flag:
     * --cloud-provider}; kept after the cluster is gone, empty for every other cluster.
     */
    public List<String> evidence(String clusterUuid) {
        synchronized (slots) {
            return Optional.ofNullable(slots.get(clusterUuid))
                    .flatMap(Slot::lastWords)
                    .orElseGet(() -> evidence.getOrDefault(clusterUuid, List.of()));
        }
    }

    private Slot slot(String clusterUuid) {
        synchronized (slots) {
            return Optional.ofNullable(slots.get(clusterUuid))
                    .orElseThrow(() -> new NoSuchElementException("no cluster " + clusterUuid + " in the lab"));
        }
    }

    private static Thread timerThread(Runnable task) {
        Thread thread = new Thread(task, "lab-kubelet");
        thread.setDaemon(true);
        return thread;
    }

    /** One cluster's place: does one thing after the other on a thread of its own. */
    private final class Slot {
        private final Blueprint blueprint;
        private final PlaneCommands.Ports ports;
        private final ExecutorService worker;
        private volatile Optional<ManagedCluster> managed = Optional.empty();
        private volatile Optional<DoomedCluster> doomed = Optional.empty();
        private volatile boolean destroyed;
        private @Nullable CompletableFuture<Void> gone;

        private Slot(Blueprint blueprint, PlaneCommands.Ports ports) {
            this.blueprint = blueprint;
            this.ports = ports;
            this.worker = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "lab-" + blueprint.stackId());
                thread.setDaemon(true);
                return thread;
            });
        }

        private void boot(List<String> refusedFlags, CompletableFuture<Void> ready) {
            if (destroyed) {
                return;
            }
            if (refusedFlags.isEmpty()) {
                ManagedCluster cluster = new ManagedCluster(blueprint, settings, ports, clock, timer, orders);
                managed = Optional.of(cluster);
                if (destroyed) {
                    cluster.interrupt();
                }
                cluster.boot(whileValid);
                ready.complete(null);
            } else {
                DoomedCluster cluster = new DoomedCluster(blueprint, settings, ports, refusedFlags, clock, timer);
                doomed = Optional.of(cluster);
                cluster.boot();
            }
        }

        private CompletableFuture<Void> run(Consumer<ManagedCluster> task) {
            return CompletableFuture.runAsync(
                    () -> task.accept(managed.orElseThrow(
                            () -> new PlaneException("the machines of " + blueprint.name() + " have never come up"))),
                    worker);
        }

        private synchronized CompletableFuture<Void> destroy() {
            if (gone != null) {
                return gone;
            }
            destroyed = true;
            managed.ifPresent(ManagedCluster::interrupt);
            gone = CompletableFuture.runAsync(
                    () -> {
                        managed.ifPresent(ManagedCluster::destroy);
                        doomed.ifPresent(cluster -> {
                            evidence.put(blueprint.clusterUuid(), cluster.evidence());
                            cluster.destroy();
                        });
                        FreePorts.giveBack(ports.api());
                        FreePorts.giveBack(ports.etcdClient());
                        FreePorts.giveBack(ports.etcdPeer());
                    },
                    worker);
            worker.shutdown();
            return gone;
        }

        private Optional<LiveCluster> live() {
            return managed.filter(ManagedCluster::isAnswering).map(LiveCluster.class::cast);
        }

        private Optional<List<String>> lastWords() {
            return doomed.map(DoomedCluster::evidence);
        }
    }
}
