// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.services.CloudInventory;

/**
 * Creating a cluster.
 *
 * <p>The request is answered at once; the cluster can be seen after a moment. It is complete when its time has passed
 * and its machines are ready. It stays {@code CREATE_IN_PROGRESS} for ever when the API server is passed a flag that it
 * does not know, or when an add-on never gets ready. It fails only for what the driver or Helm see at once.
 */
final class Creation {
    private static final String NO_ADDRESS = "https://:0";

    private static final int MIN_RAM = 2048;
    private static final int MIN_CPUS = 2;

    private final Conductor conductor;
    private final Supplier<String> keystoneUrl;

    Creation(Conductor conductor, Supplier<String> keystoneUrl) {
        this.conductor = conductor;
        this.keystoneUrl = keystoneUrl;
    }

    /** Takes a cluster that the API has accepted. */
    void accept(Cluster cluster, int masters, int workers, Caller caller) {
        conductor.occupied(cluster);
        conductor.later(conductor.timings.lag(), () -> start(cluster, masters, workers, caller));
    }

    /** Gives a cluster its default node groups. */
    static void addDefaultGroups(Books books, Cluster cluster, int masters, int workers) {
        cluster.nodeGroups.add(group(books, cluster, NodeGroup.MASTER, "master", cluster.masterFlavorId, masters));
        cluster.nodeGroups.add(group(books, cluster, NodeGroup.WORKER, "worker", cluster.flavorId, workers));
    }

    /** Lets the machines of a cluster boot, whose books say all there is to know. */
    static ClusterMachines.Booting boot(Conductor conductor, Cluster cluster) {
        ClusterMachines.Blueprint blueprint;
        synchronized (conductor.books) {
            cluster.booted = true;
            blueprint = new ClusterMachines.Blueprint(
                    cluster.uuid,
                    cluster.name,
                    Objects.requireNonNull(cluster.stackId),
                    Objects.requireNonNull(cluster.coeVersion),
                    Objects.requireNonNull(cluster.chartVersion),
                    cluster.workers().stream()
                            .map(group -> Labels.machines(cluster, group))
                            .toList(),
                    Objects.requireNonNull(cluster.authorities.get(AuthorityType.KUBERNETES)),
                    cluster.certificatesIssuedAt);
        }
        return conductor.machines.boot(blueprint);
    }

    private void start(Cluster cluster, int masters, int workers, Caller caller) {
        ClusterMachines.CertificateAuthority authority = conductor.authorities.make(cluster.name, cluster.createdAt);
        Object operation;
        synchronized (conductor.books) {
            cluster.authorities.put(AuthorityType.KUBERNETES, authority);
            addDefaultGroups(conductor.books, cluster, masters, workers);
            conductor.books.clusters.add(cluster);
            operation = conductor.begin(cluster);
            String refusal = prepare(cluster, caller);
            if (refusal != null) {
                conductor.fail(cluster, SimulatedStatus.CREATE_FAILED, refusal);
                firstLookAfter(cluster);
                return;
            }
        }
        ClusterMachines.Booting booting = boot(conductor, cluster);
        conductor.later(conductor.timings.apiAddress().dividedBy(2), () -> tellThatNoneIsKnown(cluster));
        conductor.later(conductor.timings.apiAddress(), () -> tellAddress(cluster, booting.apiAddress()));
        CompletableFuture<Void> due = conductor.after(conductor.timings.create());
        conductor.when("Cluster " + cluster.name, () -> machinesReady(cluster, operation), due, booting.ready());
    }

    /** What Keystone says when the driver wants to make an application credential with one that may not. */
    String restrictedCredential(Caller caller) {
        return "ForbiddenException: 403: Client Error for url: " + keystoneUrl.get() + "/users/" + caller.userId()
                + "/application_credentials, You are not authorized to perform the requested action: Using method"
                + " 'application_credential' is not allowed for managing additional application credentials..";
    }

    /** What the driver does before and with Helm; returns why it fails, null when it does not. */
    private @Nullable String prepare(Cluster cluster, Caller caller) {
        for (String flavor : new String[] {cluster.masterFlavorId, cluster.flavorId}) {
            String tooSmall = tooSmall(flavor);
            if (tooSmall != null) {
                return tooSmall;
            }
        }
        String stack = Books.stackId(cluster.name);
        cluster.stackId = stack;
        cluster.nodeGroups.forEach(group -> group.stackId = stack);
        if (caller.restricted()) {
            return restrictedCredential(caller);
        }
        Optional<CloudInventory.Image> image = conductor.inventory.image(cluster.template.imageId());
        if (image.isEmpty()) {
            return "Image " + cluster.template.imageId() + " could not be found.";
        }
        String kubernetes = image.get().kubeVersion();
        if (kubernetes == null) {
            return "Image " + image.get().id() + " does not have a kube_version property.";
        }
        String chart = Rollout.chartVersion(cluster.template, conductor.site);
        HelmText text = new HelmText(conductor.site);
        String notRendered = text.notRendered(chart);
        if (notRendered != null) {
            return text.failure(stack, cluster.projectId, chart, notRendered);
        }
        if (!Charts.served(chart, conductor.site.capoVersion())) {
            return text.failure(stack, cluster.projectId, chart, HelmText.notServed(stack, chart, "release"));
        }
        cluster.coeVersion = "v" + kubernetes.replaceFirst("^v", "");
        cluster.chartVersion = chart;
        cluster.imageId = image.get().id();
        cluster.doomed = Charts.breaksApiServer(chart, kubernetes);
        cluster.certificatesIssuedAt = conductor.clock.now();
        return null;
    }

    private @Nullable String tooSmall(String flavorId) {
        Optional<CloudInventory.Flavor> flavor = conductor.inventory.flavor(flavorId);
        if (flavor.isEmpty() || flavor.get().ram() < MIN_RAM) {
            return "Flavor " + flavorId + " does not have enough RAM to run Kubernetes. Minimum " + MIN_RAM
                    + " MB required.";
        }
        if (flavor.get().vcpus() >= MIN_CPUS) {
            return null;
        }
        return "Flavor " + flavorId + " does not have enough CPU to run Kubernetes. Minimum " + MIN_CPUS
                + " vcpus required.";
    }

    /** The driver makes an address of what Cluster API reports, which is at first neither a host nor a port. */
    private void tellThatNoneIsKnown(Cluster cluster) {
        synchronized (conductor.books) {
            if (conductor.alive(cluster) && cluster.apiAddress == null) {
                cluster.apiAddress = NO_ADDRESS;
                conductor.touch(cluster);
            }
        }
    }

    private void tellAddress(Cluster cluster, String apiAddress) {
        synchronized (conductor.books) {
            if (conductor.alive(cluster)) {
                cluster.apiAddress = apiAddress;
                firstLookAfter(cluster);
                conductor.touch(cluster);
            }
        }
    }

    /** Magnum looks at the health of all that is in its books, also of what could not be created; the books are held. */
    private void firstLookAfter(Cluster cluster) {
        cluster.firstPolledAt = conductor.clock.now().plus(conductor.clock.real(conductor.timings.healthPoll()));
    }

    private void machinesReady(Cluster cluster, Object operation) {
        synchronized (conductor.books) {
            if (cluster.doomed || !conductor.alive(cluster)) {
                return;
            }
            if (conductor.site.dashboardDefunct() && Labels.dashboard(cluster)) {
                // The nodes are there, but the add-on is never "Deployed", so the cluster is never complete.
                cluster.nodeGroups.forEach(group -> group.status = group.status.completed());
                return;
            }
            conductor.finish(cluster, operation, () -> {});
        }
    }

    private static NodeGroup group(Books books, Cluster cluster, String name, String role, String flavor, int count) {
        return new NodeGroup(
                books.nodeGroupIds.incrementAndGet(),
                UUID.randomUUID().toString(),
                name,
                role,
                true,
                flavor,
                cluster.template.imageId(),
                cluster.labels,
                count,
                cluster.createdAt);
    }
}
