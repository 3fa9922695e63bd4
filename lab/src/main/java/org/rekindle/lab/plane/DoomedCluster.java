// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster whose chart passes a flag that its API server no longer knows: the real API server is started with that flag,
 * exits, is started again by the kubelet, and after a while the machine is replaced by one that fares no better.
 */
final class DoomedCluster {
    private static final Logger LOG = LoggerFactory.getLogger(DoomedCluster.class);

    private final Blueprint blueprint;
    private final PlaneSettings settings;
    private final PlaneCommands.Ports ports;
    private final List<String> refusedFlags;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Path folder;
    private @Nullable StaticPod apiServer;
    private @Nullable ScheduledFuture<?> replacement;
    private int machine;
    private boolean destroyed;

    DoomedCluster(
            Blueprint blueprint,
            PlaneSettings settings,
            PlaneCommands.Ports ports,
            List<String> refusedFlags,
            Clock clock,
            ScheduledExecutorService timer) {
        this.blueprint = blueprint;
        this.settings = settings;
        this.ports = ports;
        this.refusedFlags = List.copyOf(refusedFlags);
        this.clock = clock;
        this.timer = timer;
        this.folder = settings.folder().resolve(blueprint.clusterUuid());
    }

    /** Starts the first machine and returns at once. */
    synchronized void boot() {
        long every = settings.machineReplacedEvery().toMillis();
        replacement = timer.scheduleAtFixedRate(this::replaceMachine, 0, every, TimeUnit.MILLISECONDS);
    }

    /** What the API servers of all machines have said, oldest first. */
    synchronized List<String> evidence() {
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= machine; number++) {
            lines.addAll(ChildProcess.tail(log(number), 20));
        }
        return List.copyOf(lines);
    }

    /** How many machines there have been. */
    synchronized int machines() {
        return machine;
    }

    /** Stops everything and removes the folder. */
    synchronized void destroy() {
        destroyed = true;
        if (replacement != null) {
            replacement.cancel(false);
        }
        if (apiServer != null) {
            apiServer.stop();
        }
        ManagedCluster.deleteRecursively(folder);
    }

    private synchronized void replaceMachine() {
        if (destroyed) {
            return;
        }
        try {
            nextMachine();
        } catch (RuntimeException failed) {
            LOG.error("no new machine for the control plane of {}, tried again later", blueprint.name(), failed);
        }
    }

    private void nextMachine() {
        if (apiServer != null) {
            apiServer.stop();
            LOG.info("control plane of {} never answered, its machine {} is replaced", blueprint.name(), machine);
        }
        machine++;
        Pki pki = ManagedCluster.createPki(folder, blueprint, blueprint.issuedAt(), clock.instant());
        PlaneCommands commands = new PlaneCommands(settings.binaries(), pki, folder, ports, null);
        List<String> command = new ArrayList<>(commands.kubeApiserver());
        command.addAll(refusedFlags);
        apiServer = new StaticPod(
                "kube-apiserver", command, PlaneCommands.LOW_MEMORY, log(machine), Lifeline.best(), timer);
        apiServer.start();
    }

    private Path log(int number) {
        return folder.resolve("logs").resolve("kube-apiserver-" + number + ".log");
    }
}
