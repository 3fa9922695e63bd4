// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.rekindle.lab.cloud.services.Debris;
import org.rekindle.lab.cloud.services.Stray;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;

/** A cloud in which a cluster is gone, has left everything behind, and was built again under the same name. */
final class Ruins implements AutoCloseable {

    static final String CSI = "cinder.csi.openstack.org/cluster";

    /** The UUID that the cluster had. */
    static final String GONE = "4256088d-2fa2-40ba-a60c-3339f6bbe81f";

    final SmallCloud small;
    final Debris debris;
    final ClusterIdentity gone;
    final ClusterIdentity twin;

    private Ruins(SmallCloud small, ClusterIdentity gone, ClusterIdentity twin) {
        this.small = small;
        this.debris = small.cloud.debris();
        this.gone = gone;
        this.twin = twin;
    }

    static Ruins make() throws Exception {
        return make(world -> world);
    }

    static Ruins make(UnaryOperator<CloudFixtureBuilder> more) throws Exception {
        SmallCloud small = SmallCloud.start(world -> more.apply(world.cluster(new CloudFixture.Cluster(
                "pythia", GONE, "1.31", null, null, 1, 1, null, null, Map.of(), List.of(), Duration.ofDays(366)))));
        small.cloud.ready().join();
        ClusterIdentity gone = identity(small.cloud.clusters().get(0));
        String uuid = small.create("pythia", "1.33").json().path("uuid").asText();
        assertThat(uuid).isNotEmpty();
        small.awaitStatus(uuid, "CREATE_COMPLETE");
        small.delete(gone.uuid().value());
        small.awaitGone(gone.uuid().value());
        return new Ruins(small, gone, identity(small.cloud.clusters().get(0)));
    }

    private static ClusterIdentity identity(ClusterSnapshot cluster) {
        return new ClusterIdentity(
                new ClusterUuid(cluster.uuid()),
                cluster.name(),
                Objects.requireNonNull(cluster.stackId()),
                cluster.createdAt());
    }

    /** What one cluster left: by kind, with the ids. */
    record Left(
            String balancer,
            String address,
            String addressId,
            String network,
            String router,
            String leg,
            String port,
            String group,
            String serviceGroup,
            String snapshot,
            String volume) {

        List<String> strays() {
            return new ArrayList<>(List.of(network, router, leg, port, group, serviceGroup, snapshot));
        }
    }

    Left leave(ClusterIdentity cluster, String address) {
        String stack = cluster.stackId();
        String whole = "magnum-0a1b2c-" + stack;
        String balancer = debris.leaveLoadBalancer("kube_service_" + stack + "_binder_proxy-public");
        String addressId = debris.leaveFloatingIp(
                address,
                "Floating IP for Kubernetes external service binder/proxy-public from cluster " + stack,
                debris.portOf(balancer));
        String network = debris.leave(Stray.Kind.NETWORK, Map.of("name", "k8s-clusterapi-cluster-" + whole));
        String router = debris.leave(Stray.Kind.ROUTER, Map.of("name", "k8s-clusterapi-cluster-" + whole));
        String leg = debris.leave(
                Stray.Kind.PORT,
                Map.of(
                        "name",
                        "",
                        "network_id",
                        network,
                        "device_owner",
                        "network:router_interface",
                        "device_id",
                        router));
        String group =
                debris.leave(Stray.Kind.SECURITY_GROUP, Map.of("name", "k8s-cluster-" + whole + "-secgroup-worker"));
        String port = debris.leave(
                Stray.Kind.PORT,
                Map.of(
                        "name",
                        stack + "-control-plane-0",
                        "network_id",
                        network,
                        "device_owner",
                        "",
                        "device_id",
                        "",
                        "security_groups",
                        List.of(group)));
        String serviceGroup = debris.leave(
                Stray.Kind.SECURITY_GROUP,
                Map.of(
                        "name",
                        "lb-sg-1-binder-proxy-public",
                        "description",
                        "Security Group for binder/proxy-public Service LoadBalancer in cluster " + stack));
        String volume = debris.leaveVolume("pvc-1", Map.of(CSI, stack), false);
        String snapshot = debris.leave(
                Stray.Kind.SNAPSHOT,
                Map.of("name", "before", "status", "available", "volume_id", volume, "metadata", Map.of(CSI, stack)));
        return new Left(
                balancer, address, addressId, network, router, leg, port, group, serviceGroup, snapshot, volume);
    }

    @Override
    public void close() {
        small.close();
    }
}
