// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.autoscaler.Autoscaler;
import org.rekindle.lab.autoscaler.ScalableGroup;
import org.rekindle.lab.autoscaler.ScalableGroups;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;
import org.rekindle.lab.plane.pki.Pki;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cluster whose chart and version fit: a control plane, its nodes and its autoscaler. Called by one thread at a time. */
final class ManagedCluster implements LiveCluster {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedCluster.class);

    private final Blueprint blueprint;
    private final PlaneSettings settings;
    private final Clock clock;
    private final Path folder;
    private final ControlPlane plane;
    private final KubernetesClient eyes;
    private final @Nullable RealPlace place;
    private final NodePool pool;
    private final ScalableGroups scalable;
    private volatile boolean stopped;
    private volatile boolean answering;
    private @Nullable KubernetesClient outside;
    private @Nullable Autoscaler autoscaler;
    private @Nullable CloudController cloudController;

    ManagedCluster(
            Blueprint blueprint,
            PlaneSettings settings,
            PlaneCommands.Ports ports,
            Clock clock,
            ScheduledExecutorService timer,
            @Nullable ScaleOrders orders) {
        this.blueprint = blueprint;
        this.settings = settings;
        this.clock = clock;
        this.folder = settings.folder().resolve(blueprint.clusterUuid());
        Pki pki = createPki(folder, blueprint, firstIssue(), clock.instant());
        PlaneCommands commands = new PlaneCommands(
                settings.binaries(),
                pki,
                folder,
                ports,
                settings.realNodes() == null ? null : settings.realNodes().kubelets());
        this.plane = new ControlPlane(
                folder,
                pki,
                commands,
                EnumSet.allOf(ControlPlane.Client.class),
                settings.deadline(),
                () -> stopped,
                timer);
        this.eyes = ClusterAccess.unverified(commands.server(), pki);
        this.place = settings.realNodes() == null
                ? null
                : new RealPlace(
                        settings.realNodes(),
                        node -> new RealNodes.Joining(
                                node,
                                blueprint.stackId(),
                                folder.resolve(node),
                                ports.api(),
                                pki.authorityPem(),
                                pki.lab(),
                                pki.node(node, clock.instant()),
                                eyes));
        this.pool = new NodePool(
                eyes,
                settings.managementNamespace(),
                blueprint.stackId(),
                blueprint.kubernetesVersion(),
                blueprint.nodeGroups(),
                place);
        this.scalable = orders == null ? pool : ordering(pool, orders, blueprint);
    }

    private static ScalableGroups ordering(NodePool pool, ScaleOrders orders, Blueprint blueprint) {
        return new ScalableGroups() {
            @Override
            public List<ScalableGroup> groups() {
                return pool.groups();
            }

            @Override
            public int machines(String groupName) {
                return orders.machines(blueprint, groupName);
            }

            @Override
            public void addNode(String groupName) {
                orders.add(blueprint, groupName);
            }

            @Override
            public void removeNode(String nodeName) {
                orders.remove(blueprint, nodeName);
            }
        };
    }

    /** Makes the folders and the certificates of a control plane. */
    static Pki createPki(Path folder, Blueprint blueprint, Instant issuedAt, Instant now) {
        try {
            Files.createDirectories(folder.resolve("logs"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + folder, unwritable);
        }
        return Pki.create(
                folder.resolve("etc/kubernetes/pki"),
                blueprint.authority().certificatePem(),
                blueprint.authority().privateKeyPem(),
                issuedAt,
                now);
    }

    /** Starts everything; returns when all nodes are ready and the certificates are as old as they should be. */
    void boot(WhileValid whileValid) {
        long began = System.nanoTime();
        plane.start();
        answering = true;
        long answered = System.nanoTime();
        awaitReady(pool.populate());
        plane.await("the service account that pods run as", this::podsCanBeMade);
        startOutsideControllers();
        LOG.info(
                "control plane of {} answered after {} ms, nodes were ready after {} ms",
                blueprint.name(),
                Duration.ofNanos(answered - began).toMillis(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        whileValid.setUp(blueprint, this);
        if (isExpired(blueprint.issuedAt())) {
            age(blueprint.issuedAt());
        }
    }

    /** Sets it up, and has it serve certificates as old as that. */
    void furnish(WhileValid whileValid, Instant issuedAt) {
        whileValid.setUp(blueprint, this);
        age(issuedAt);
    }

    private void age(Instant issuedAt) {
        plane.reissue(issuedAt);
        startOutsideControllers();
    }

    /** Makes its workers those of machines that are managed elsewhere. */
    void align(Collection<NodeGroup> groups, Collection<Worker> workers) {
        awaitReady(pool.align(groups, workers));
    }

    /** Replaces the control plane's machine alone, with fresh certificates. */
    void rollControlPlane(String kubernetesVersion, Instant issuedAt) {
        stopOutsideControllers();
        plane.reissue(issuedAt);
        awaitReady(pool.replaceControlPlane(kubernetesVersion));
        startOutsideControllers();
    }

    void roll(String kubernetesVersion, Instant issuedAt) {
        stopOutsideControllers();
        plane.reissue(issuedAt);
        awaitReady(pool.replaceAll(kubernetesVersion));
        startOutsideControllers();
    }

    /** The autoscaler stops too: the machines that it would ask for are held back by the same stalled rollout. */
    void loseWorkers() {
        stopAutoscaler();
        pool.loseWorkers();
    }

    void resize(NodeGroup group) {
        awaitReady(pool.resize(group));
    }

    /** Ends waits at once; may be called by any thread. */
    void interrupt() {
        stopped = true;
        answering = false;
    }

    /** Stops everything and removes the folder. */
    void destroy() {
        interrupt();
        stopOutsideControllers();
        if (place != null) {
            place.close();
        }
        plane.stop();
        eyes.close();
        deleteRecursively(folder);
    }

    boolean isAnswering() {
        return answering;
    }

    @Override
    public String uuid() {
        return blueprint.clusterUuid();
    }

    @Override
    public String name() {
        return blueprint.name();
    }

    @Override
    public String kubeconfig() {
        return Kubeconfigs.ofLab(plane.server(), plane.pki());
    }

    @Override
    public Path root() {
        return folder;
    }

    @Override
    public KubernetesClient eyes() {
        return eyes;
    }

    @Override
    public KubernetesClient connect() {
        return ClusterAccess.verified(plane.server(), plane.pki());
    }

    static void deleteRecursively(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException("cannot remove " + folder, undeletable);
        }
    }

    private void awaitReady(Set<String> nodes) {
        plane.await(nodes.size() + " nodes to be ready", () -> pool.ready(nodes));
    }

    private boolean podsCanBeMade() {
        return eyes.serviceAccounts().inNamespace("default").withName("default").get() != null;
    }

    /** The cluster starts with certificates that are valid, since it did in life; expired ones take their place later. */
    private Instant firstIssue() {
        return isExpired(blueprint.issuedAt()) ? clock.instant().minus(Duration.ofMinutes(1)) : blueprint.issuedAt();
    }

    private boolean isExpired(Instant issuedAt) {
        return !issuedAt.plus(Pki.LEAF_LIFETIME).isAfter(clock.instant());
    }

    /** They connect again, so that no old connection outlives an expired certificate. */
    private void startOutsideControllers() {
        stopOutsideControllers();
        KubernetesClient client = connect();
        outside = client;
        autoscaler = new Autoscaler(blueprint.name(), client, scalable, settings.autoscaler(), clock);
        autoscaler.start();
        cloudController = settings.realNodes() == null
                ? new CloudController(blueprint.name(), client)
                : new CloudController(
                        blueprint.name(), client, settings.realNodes().network());
        cloudController.start();
    }

    private void stopOutsideControllers() {
        stopAutoscaler();
        if (cloudController != null) {
            cloudController.close();
            cloudController = null;
        }
        if (outside != null) {
            outside.close();
            outside = null;
        }
    }

    private void stopAutoscaler() {
        if (autoscaler != null) {
            autoscaler.close();
            autoscaler = null;
        }
    }
}
