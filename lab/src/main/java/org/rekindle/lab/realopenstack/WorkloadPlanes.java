// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.plane.WhileValid;
import org.rekindle.lab.process.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every cluster of the management cluster a real control plane, and follows what Cluster API does to its machines:
 * a worker that Cluster API has brought up becomes a node, one that it has deleted goes, and a new machine of the control
 * plane has fresh certificates. The address of the real API server is the one that Magnum reports.
 */
final class WorkloadPlanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkloadPlanes.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final KubernetesClient management;
    private final RealMachines machines;
    private final Map<CapiCluster.Key, Plane> planes = new HashMap<>();
    private final Loop loop = new Loop("workload-planes");

    WorkloadPlanes(KubernetesClient management, PlaneSettings settings) {
        this.management = management;
        this.machines = RealMachines.following(settings, Clock.systemUTC(), new CapiScale(management));
    }

    /** The control planes. */
    RealMachines machines() {
        return machines;
    }

    /** Begins to look. */
    void start() {
        loop.start(LOOK_EVERY, this::look);
    }

    /** Sets a cluster up and has it serve certificates as old as that; completes when it does. */
    CompletableFuture<Void> furnish(String clusterUuid, WhileValid furniture, Instant issuedAt) {
        return machines.furnish(clusterUuid, furniture, issuedAt);
    }

    /**
     * Whether a cluster has a ready node for each worker that Cluster API has now.
     *
     * @throws java.util.concurrent.CompletionException with the cause, when a node could not join
     */
    boolean isAligned(String clusterUuid) {
        List<CapiCluster> clusters = CapiCluster.all(management);
        synchronized (planes) {
            return clusters.stream().anyMatch(cluster -> {
                @Nullable Plane plane = planes.get(cluster.key());
                return plane != null && plane.uuid.equals(clusterUuid) && plane.isLike(cluster.workers());
            });
        }
    }

    @Override
    public void close() {
        loop.close();
        machines.close();
    }

    private void look() {
        try {
            List<CapiCluster> clusters = CapiCluster.all(management);
            synchronized (planes) {
                for (CapiCluster cluster : clusters) {
                    @Nullable Plane known = planes.get(cluster.key());
                    if (known != null) {
                        known.announce(cluster);
                        known.follow(cluster);
                    } else if (!cluster.deleting()) {
                        boot(cluster).ifPresent(plane -> planes.put(cluster.key(), plane));
                    }
                }
                Set<CapiCluster.Key> there =
                        clusters.stream().map(CapiCluster::key).collect(Collectors.toSet());
                Set<CapiCluster.Key> gone = new HashSet<>(planes.keySet());
                gone.removeAll(there);
                for (CapiCluster.Key key : gone) {
                    @Nullable Plane plane = planes.remove(key);
                    if (plane != null) {
                        report("end the control plane of " + key.name(), machines.destroy(plane.uuid));
                    }
                }
            }
        } catch (KubernetesClientException | IllegalStateException notNow) {
            // An object may have gone between two questions; the next look sees the whole.
            LOG.info("the management cluster could not be looked at: {}", notNow.getMessage());
        }
    }

    /** Empty while the driver has not written all of it yet. */
    private Optional<Plane> boot(CapiCluster cluster) {
        Secret authority = management
                .secrets()
                .inNamespace(cluster.key().namespace())
                .withName(cluster.key().name() + "-ca")
                .get();
        if (authority == null || cluster.infrastructure().get() == null) {
            return Optional.empty();
        }
        String uuid = Objects.requireNonNull(
                authority.getMetadata().getLabels().get(CapiCluster.UUID),
                "the driver's secret does not name the cluster");
        ClusterMachines.Booting booting = machines.boot(new ClusterMachines.Blueprint(
                uuid,
                cluster.magnumName(),
                cluster.key().name(),
                cluster.controlPlaneVersion(),
                cluster.chartVersion(),
                cluster.nodeGroups(),
                new ClusterMachines.CertificateAuthority(
                        Secrets.text(authority, "tls.crt"), Secrets.text(authority, "tls.key")),
                Instant.now()));
        report("bring up the control plane of " + cluster.key().name(), booting.ready());
        return Optional.of(new Plane(uuid, cluster, booting));
    }

    private static void report(String what, CompletableFuture<Void> future) {
        CompletableFuture<Void> unused = future.whenComplete((done, failed) -> {
            if (failed != null) {
                LOG.warn("could not {}", what, failed);
            }
        });
    }

    /** One of them, and the last order that it got. */
    private final class Plane {
        private final String uuid;
        private final URI address;
        /** Never completes where the control plane cannot come up. */
        private final CompletableFuture<Void> ready;

        private boolean announced;
        private CapiCluster.Workers workers;
        /** The machines of the control plane whose certificates are served. */
        private Set<String> served = Set.of();

        private CompletableFuture<Void> following = new CompletableFuture<>();

        private Plane(String uuid, CapiCluster cluster, ClusterMachines.Booting booting) {
            this.uuid = uuid;
            this.address = URI.create(booting.apiAddress());
            this.ready = booting.ready();
            this.workers = new CapiCluster.Workers(cluster.nodeGroups(), List.of());
        }

        /** Reports to Cluster API where the outside finds the API server. */
        private void announce(CapiCluster cluster) {
            if (!announced) {
                CapiCluster.annotate(
                        cluster.infrastructure(),
                        "rekindle.org/public-endpoint",
                        address.getHost() + ":" + address.getPort());
                announced = true;
            }
        }

        private boolean isLike(CapiCluster.Workers wanted) {
            if (!following.isDone()) {
                return false;
            }
            following.join();
            return wanted.equals(workers);
        }

        private void follow(CapiCluster cluster) {
            if (!ready.isDone()) {
                return;
            }
            Set<String> now = cluster.controlPlaneMachines();
            if (served.isEmpty()) {
                served = now;
            } else if (!now.containsAll(served) && !served.containsAll(now)) {
                served = now;
                report(
                        "roll the control plane of " + cluster.key().name(),
                        machines.rollControlPlane(uuid, cluster.controlPlaneVersion(), Instant.now()));
            }
            CapiCluster.Workers wanted = cluster.workers();
            if (!wanted.equals(workers)) {
                workers = wanted;
                following = machines.align(uuid, wanted.groups(), wanted.machines());
                report("follow the machines of " + cluster.key().name(), following);
            }
        }
    }
}
