// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.RunClusters;
import org.rekindle.workflows.model.RunClustersOf;

class OpenStackInventoryActivitiesTest {

    private static final String STACK = Fixtures.IDENTITY.stackId();
    private static final ClusterIdentityOf CLUSTER = new ClusterIdentityOf("demo", Fixtures.IDENTITY);

    private final FakeCloud cloud = new FakeCloud("one");
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final InventoryActivities activities = Fixtures.stub(temporal, InventoryActivities.class);

    @BeforeEach
    void start() {
        temporal.registerActivitiesImplementations(
                new OpenStackInventoryActivities(Fixtures.profiles(() -> "binder"), Fixtures.clouds(cloud)));
        cloud.lists("volumev2", "cinderv2", "/volume/v2/project-1")
                .lists("volumev3", "cinderv3", "/volume/v3/project-1");
        cloud.route(
                "GET",
                "/volume/v3/project-1/volumes/detail",
                request -> request.asked().query().isEmpty()
                        ? Reply.of(
                                200,
                                Map.of(
                                        "volumes",
                                                List.of(
                                                        volume(
                                                                "v-1",
                                                                Map.of(
                                                                        "cinder.csi.openstack.org/cluster", STACK,
                                                                        "csi.storage.k8s.io/pvc/name", "hub-db-dir",
                                                                        "csi.storage.k8s.io/pvc/namespace", "binder")),
                                                        volume(
                                                                "v-2",
                                                                Map.of("cinder.csi.openstack.org/cluster", "another")),
                                                        volume("v-3", Map.of())),
                                        "volumes_links",
                                                List.of(Map.of(
                                                        "rel", "next", "href", "http://x/volumes/detail?marker=v-3"))))
                        : Reply.of(
                                200,
                                Map.of(
                                        "volumes",
                                        List.of(volume(
                                                "v-4",
                                                Map.of(
                                                        "cinder.csi.openstack.org/cluster", "binder",
                                                        "janitor.capi.azimuth-cloud.com/keep", "true"))))));
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void findsEveryClusterThatARunHasMadeAndNoOther() {
        FakeMagnum magnum = new FakeMagnum(cloud);
        mark(magnum.add("u-1", "binder", "CREATE_COMPLETE"), "3f2a90c1-1");
        mark(magnum.add("u-2", "binder", "CREATE_IN_PROGRESS"), "3f2a90c1-2");
        mark(magnum.add("u-3", "binder", "DELETE_IN_PROGRESS"), "3f2a90c1-2");
        mark(magnum.add("u-4", "binder", "CREATE_COMPLETE"), "99999999-1");
        mark(magnum.add("u-5", "another", "CREATE_COMPLETE"), "3f2a90c1-1");
        magnum.add("u-6", "binder", "CREATE_COMPLETE");

        assertThat(activities
                        .runClusters(new RunClustersOf("demo", "binder", "3f2a90c1-"))
                        .found())
                .extracting(RunClusters.RunCluster::uuid, RunClusters.RunCluster::mark)
                .containsExactlyInAnyOrder(tuple("u-1", "3f2a90c1-1"), tuple("u-2", "3f2a90c1-2"));
    }

    private static void mark(ObjectNode cluster, String mark) {
        cluster.putObject("labels").put("rekindle_run", mark);
    }

    @Test
    void findsTheVolumesThatWouldGoWithTheCluster() {
        assertThat(activities.volumes(CLUSTER))
                .isEqualTo(new Inventory(
                        List.of(
                                new LeftOver("volume", "v-1", "pvc-v-1 (claim binder/hub-db-dir)", false),
                                new LeftOver("volume", "v-4", "pvc-v-4", true)),
                        List.of()));
    }

    @Test
    void findsWhatCarriesTheClustersMark() {
        cloud.lists("network", "neutron", "/network").lists("load-balancer", "octavia", "/lb/v2.0");
        cloud.route(
                "GET",
                "/lb/v2/lbaas/loadbalancers",
                request -> list(
                        "loadbalancers",
                        Map.of("id", "lb-1", "name", "kube_service_" + STACK + "_binder_proxy-public"),
                        Map.of("id", "lb-2", "name", "kube_service_" + STACK + "x_binder_proxy-public")));
        cloud.route(
                "GET",
                "/network/v2.0/floatingips",
                request -> list(
                        "floatingips",
                        Map.of(
                                "id", "f-1",
                                "floating_ip_address", "203.0.113.7",
                                "description",
                                        "Floating IP for Kubernetes external service binder/proxy-public from cluster "
                                                + STACK),
                        Map.of("id", "f-2", "floating_ip_address", "203.0.113.8", "description", "mine")));
        cloud.route(
                "GET",
                "/network/v2.0/ports",
                request -> list(
                        "ports",
                        Map.of("id", "p-1", "name", STACK + "-control-plane-0"),
                        Map.of("id", "p-2", "name", "")));
        cloud.route(
                "GET",
                "/network/v2.0/security-groups",
                request -> list(
                        "security_groups",
                        Map.of("id", "s-1", "name", "k8s-cluster-magnum-" + STACK + "-secgroup-worker")));

        Inventory inventory = activities.leftOvers(CLUSTER);

        assertThat(inventory.notLooked()).isEmpty();
        assertThat(inventory.found())
                .extracting(LeftOver::type, LeftOver::id)
                .containsExactly(
                        tuple("volume", "v-1"),
                        tuple("volume", "v-4"),
                        tuple("load balancer", "lb-1"),
                        tuple("floating ip", "f-1"),
                        tuple("port", "p-1"),
                        tuple("security group", "s-1"));
        assertThat(inventory.found().get(3).name()).isEqualTo("203.0.113.7");
    }

    @Test
    void tellsWhereItCouldNotLook() {
        cloud.lists("network", "neutron", "/network");
        cloud.route(
                "GET",
                "/network/v2.0/.*",
                request -> Reply.of(
                        403, Map.of("NeutronError", Map.of("type", "PolicyNotAuthorized", "message", "Not for you."))));

        Inventory inventory = activities.leftOvers(CLUSTER);

        assertThat(inventory.found()).extracting(LeftOver::type).containsOnly("volume");
        assertThat(inventory.notLooked())
                .hasSize(4)
                .anyMatch(reason -> reason.startsWith("Octavia, for a load balancer: The catalogue of cloud one at")
                        && reason.contains("has no Octavia"))
                .anyMatch(reason ->
                        reason.startsWith("Neutron, for a port: Not for you. (Neutron, GET /ports: HTTP 403"));
    }

    @Test
    void anOutageIsTriedAgainRatherThanTakenForNothing() {
        cloud.lists("network", "neutron", "/network").lists("load-balancer", "octavia", "/lb");
        cloud.route("GET", "/lb/v2/lbaas/loadbalancers", request -> Reply.of(503, null));

        failure(FailureCode.UNAVAILABLE, () -> activities.leftOvers(CLUSTER));
    }

    @Test
    void aClusterWithoutAStackHasNoMarksToLookFor() {
        cloud.lists("network", "neutron", "/network").lists("load-balancer", "octavia", "/lb");
        ClusterIdentity failed = new ClusterIdentity(FakeMagnum.UUID, "unheard-of", "", Instant.EPOCH);

        Inventory inventory = activities.leftOvers(new ClusterIdentityOf("demo", failed));

        assertThat(inventory.found()).isEmpty();
        assertThat(inventory.notLooked()).singleElement().asString().contains("never came so far");
        assertThat(cloud.lines()).noneMatch(line -> line.contains("/network") || line.contains("/lb"));
    }

    private static Map<String, Object> volume(String id, Map<String, String> metadata) {
        return Map.of("id", id, "name", "pvc-" + id, "metadata", metadata);
    }

    private static Reply list(String key, Map<?, ?>... entries) {
        return Reply.of(200, Map.of(key, List.of(entries)));
    }
}
