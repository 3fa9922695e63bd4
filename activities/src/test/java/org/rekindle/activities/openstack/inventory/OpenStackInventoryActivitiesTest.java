// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.CloudClaims;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.InventoryActivities.RunClustersOf;
import org.rekindle.workflows.api.InventoryActivities.VolumesOf;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.run.FailureCode;

class OpenStackInventoryActivitiesTest {

    private static final String STACK = Fixtures.IDENTITY.stackId();
    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";
    private static final ClusterIdentityOf CLUSTER = new ClusterIdentityOf(Fixtures.DEMO, Fixtures.IDENTITY);

    private final FakeCloud cloud = new FakeCloud("one");
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final InventoryActivities activities = Fixtures.stub(temporal, InventoryActivities.class);

    @BeforeEach
    void start() {
        temporal.registerActivitiesImplementations(new OpenStackInventoryActivities(Fixtures.clouds(cloud)));
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
        mark(magnum.add(uuid(1), "binder", "CREATE_COMPLETE"), "3f2a90c1-1");
        mark(magnum.add(uuid(2), "binder", "CREATE_IN_PROGRESS"), "3f2a90c1-2");
        mark(magnum.add(uuid(3), "binder", "DELETE_IN_PROGRESS"), "3f2a90c1-2");
        mark(magnum.add(uuid(4), "binder", "CREATE_COMPLETE"), "99999999-1");
        mark(magnum.add(uuid(5), "another", "CREATE_COMPLETE"), "3f2a90c1-1");
        magnum.add(uuid(6), "binder", "CREATE_COMPLETE");
        // Its delete has failed: it is there as long as nobody deletes it again.
        mark(magnum.add(uuid(7), "binder", "DELETE_FAILED"), "3f2a90c1-3");

        assertThat(activities
                        .runClusters(new RunClustersOf(Fixtures.DEMO, "binder", "3f2a90c1-"))
                        .found())
                .extracting(each -> each.uuid().value(), each -> each.mark().value())
                .containsExactlyInAnyOrder(
                        tuple(uuid(1), "3f2a90c1-1"), tuple(uuid(2), "3f2a90c1-2"), tuple(uuid(7), "3f2a90c1-3"));
    }

    private static String uuid(int number) {
        return "0000000" + number + "-f46e-4201-b50c-2ece02ef2872";
    }

    private static void mark(ObjectNode cluster, String mark) {
        cluster.putObject("labels").put("rekindle_run", mark);
    }

    @Test
    void findsTheVolumesThatWouldGoWithTheCluster() {
        assertThat(activities.volumes(claiming()))
                .isEqualTo(new Inventory(
                        List.of(
                                new LeftOver(ResourceType.VOLUME, "v-1", "pvc-v-1 (claim binder/hub-db-dir)", false),
                                new LeftOver(ResourceType.VOLUME, "v-4", "pvc-v-4", true)),
                        List.of()));
    }

    @Test
    void aClaimIsKnownByTheMetadataOfItsVolumeWhereTheyHaveAllOfIt() {
        Map<String, String> whole = Map.of(
                "cinder.csi.openstack.org/cluster", STACK,
                "csi.storage.k8s.io/pv/name", "pvc-1",
                "csi.storage.k8s.io/pvc/name", "hub-db-dir",
                "csi.storage.k8s.io/pvc/namespace", "binder");
        Map<String, String> withoutName = new HashMap<>(whole);
        withoutName.remove("csi.storage.k8s.io/pv/name");
        Map<String, String> ofAnother = new HashMap<>(whole);
        ofAnother.put("cinder.csi.openstack.org/cluster", "another");
        answer(
                "/volume/v3/project-1/volumes/detail",
                "volumes",
                sized("v-whole", whole),
                volume("v-sizeless", whole),
                sized("v-nameless", withoutName),
                sized("v-other", ofAnother));

        CloudClaims claims = activities.claims(
                new ClusterIdentityOf(Fixtures.DEMO, claiming().identity()));

        assertThat(claims.claims()).containsExactly(new CloudClaim("binder", "hub-db-dir", "pvc-1", "v-whole", 4));
        assertThat(claims.notLooked()).isEmpty();
    }

    /** At a second rebuild a volume carries the mark of the first cluster still, which nobody takes off. One made by hand has none. */
    @Test
    void aVolumeThatAClaimNamesIsTheClustersWhateverItsMarkSays() {
        new FakeMagnum(cloud).add(uuid(2), "another", "CREATE_COMPLETE");
        answer(
                "/volume/v3/project-1/volumes/detail",
                "volumes",
                volume("v-first", Map.of("cinder.csi.openstack.org/cluster", "binder-firstfirstfi", KEEP, "true")),
                volume("v-unmarked", Map.of()),
                volume("v-elsewhere", Map.of("cinder.csi.openstack.org/cluster", "yet-another", KEEP, "true")),
                volume("v-own", Map.of("cinder.csi.openstack.org/cluster", STACK)));

        Inventory volumes = activities.volumes(claiming("v-first", "v-unmarked", "v-own"));

        assertThat(volumes.found())
                .containsExactly(
                        new LeftOver(ResourceType.VOLUME, "v-first", "pvc-v-first", true),
                        new LeftOver(ResourceType.VOLUME, "v-unmarked", "pvc-v-unmarked", true),
                        new LeftOver(ResourceType.VOLUME, "v-own", "pvc-v-own", false));
        assertThat(volumes.usedBy()).isEmpty();
    }

    @Test
    void aVolumeThatSomethingElseUsesIsSaidToBeUsed() {
        new FakeMagnum(cloud).add(uuid(2), "another", "CREATE_COMPLETE");
        answer(
                "/volume/v3/project-1/volumes/detail",
                "volumes",
                volume("v-own", Map.of("cinder.csi.openstack.org/cluster", STACK)),
                volume("v-another", Map.of("cinder.csi.openstack.org/cluster", "another")),
                Map.of("id", "v-busy", "status", "in-use", "attachments", List.of(Map.of("server_id", "m-9"))),
                Map.of("id", "v-going", "status", "deleting"));

        Inventory volumes = activities.volumes(claiming("v-own", "v-another", "v-busy", "v-going", "v-gone"));

        assertThat(volumes.usedBy())
                .isEqualTo(Map.of(
                        "v-another", "carries the mark of cluster another (" + uuid(2) + ")",
                        "v-busy", "is attached to machine m-9",
                        "v-going", "is not available (deleting)"));
    }

    @Test
    void findsWhatCarriesTheClustersMark() {
        everyService();
        answer(
                "/lb/v2/lbaas/loadbalancers",
                "loadbalancers",
                Map.of("id", "lb-1", "name", "kube_service_" + STACK + "_binder_proxy-public"),
                Map.of("id", "lb-2", "name", "kube_service_" + STACK + "x_binder_proxy-public"),
                Map.of("id", "lb-3", "name", "k8s-clusterapi-cluster-magnum-p1-" + STACK + "-kubeapi"));
        answer(
                "/network/v2.0/floatingips",
                "floatingips",
                Map.of(
                        "id", "f-1",
                        "floating_ip_address", "203.0.113.7",
                        "description",
                                "Floating IP for Kubernetes external service binder/proxy-public from cluster "
                                        + STACK),
                Map.of(
                        "id", "f-2",
                        "floating_ip_address", "203.0.113.9",
                        "description", "Created by cluster-api-provider-openstack cluster magnum-p1-" + STACK),
                Map.of("id", "f-3", "floating_ip_address", "203.0.113.8", "description", "mine"));
        answer(
                "/network/v2.0/networks",
                "networks",
                Map.of("id", "n-1", "name", "k8s-clusterapi-cluster-magnum-p1-" + STACK),
                Map.of("id", "n-2", "name", "public"));
        answer(
                "/network/v2.0/routers",
                "routers",
                Map.of("id", "r-1", "name", "k8s-clusterapi-cluster-magnum-p1-" + STACK),
                Map.of("id", "r-2", "name", "mine"));
        answer(
                "/network/v2.0/ports",
                "ports",
                Map.of("id", "p-1", "name", STACK + "-control-plane-0"),
                Map.of("id", "p-2", "name", "", "network_id", "n-1"),
                Map.of("id", "p-3", "name", "", "network_id", "n-2"));
        answer(
                "/network/v2.0/security-groups",
                "security_groups",
                Map.of("id", "s-1", "name", "k8s-cluster-magnum-p1-" + STACK + "-secgroup-worker"));
        answer(
                "/nova/v2.1/servers/detail",
                "servers",
                Map.of("id", "m-1", "name", STACK + "-default-worker-abcde"),
                Map.of("id", "m-2", "name", "jump-host"));
        answer(
                "/volume/v3/project-1/snapshots/detail",
                "snapshots",
                Map.of("id", "sn-1", "name", "before", "volume_id", "v-1"),
                Map.of("id", "sn-2", "name", "other", "volume_id", "v-2"));
        answer(
                "/identity/v3/users/user-1/application_credentials",
                "application_credentials",
                Map.of("id", "ac-1", "name", "magnum-" + FakeMagnum.UUID),
                Map.of("id", "ac-2", "name", "rekindle", "description", "mine"));
        answer(
                "/dns/v2/recordsets",
                "recordsets",
                Map.of("id", "d-1", "name", "hub.example.org.", "type", "A", "records", List.of("203.0.113.7")),
                Map.of("id", "d-2", "name", "x.example.org.", "type", "A", "records", List.of("203.0.113.8")),
                Map.of(
                        "id", "d-3",
                        "name", "hub.example.org.",
                        "type", "TXT",
                        "records", List.of("\"heritage=external-dns,external-dns/owner=" + STACK + "\"")));

        Inventory inventory = activities.leftOvers(CLUSTER);

        assertThat(inventory.notLooked()).isEmpty();
        assertThat(inventory.found())
                .extracting(LeftOver::type, LeftOver::id)
                .containsExactly(
                        tuple(ResourceType.VOLUME, "v-1"),
                        tuple(ResourceType.VOLUME, "v-4"),
                        tuple(ResourceType.SNAPSHOT, "sn-1"),
                        tuple(ResourceType.LOAD_BALANCER, "lb-1"),
                        tuple(ResourceType.LOAD_BALANCER, "lb-3"),
                        tuple(ResourceType.FLOATING_IP, "f-1"),
                        tuple(ResourceType.FLOATING_IP, "f-2"),
                        tuple(ResourceType.NETWORK, "n-1"),
                        tuple(ResourceType.ROUTER, "r-1"),
                        tuple(ResourceType.PORT, "p-1"),
                        tuple(ResourceType.PORT, "p-2"),
                        tuple(ResourceType.SECURITY_GROUP, "s-1"),
                        tuple(ResourceType.MACHINE, "m-1"),
                        tuple(ResourceType.DNS_RECORD, "d-1"),
                        tuple(ResourceType.DNS_RECORD, "d-3"),
                        tuple(ResourceType.APPLICATION_CREDENTIAL, "ac-1"));
        assertThat(inventory.found().get(5).name()).isEqualTo("203.0.113.7");
        assertThat(cloud.asked)
                .as("it only looks")
                .noneMatch(asked -> asked.method().equals("DELETE"));
    }

    @Test
    void tellsWhereItCouldNotLook() {
        everyService();
        cloud.route(
                "GET",
                "/network/v2.0/.*",
                request -> Reply.of(
                        403, Map.of("NeutronError", Map.of("type", "PolicyNotAuthorized", "message", "Not for you."))));

        Inventory inventory = activities.leftOvers(CLUSTER);

        assertThat(inventory.found()).extracting(LeftOver::type).containsOnly(ResourceType.VOLUME);
        assertThat(inventory.notLooked())
                .hasSize(5)
                .allMatch(reason -> reason.startsWith("Neutron, for a "))
                .contains("Neutron, for a port: Not for you. (Neutron, GET /ports: HTTP 403)");
        assertThat(activities.leftOvers(CLUSTER)).as("the same, said again").isEqualTo(inventory);
    }

    @Test
    void turnsThePagesOfDesignateToo() {
        everyService();
        Map<String, Object> record = Map.of("id", "d-1", "name", STACK + ".example.org.", "type", "A");
        cloud.route(
                "GET",
                "/dns/v2/recordsets",
                request -> request.asked().query().contains("marker=d-0")
                        ? Reply.of(200, Map.of("recordsets", List.of(record), "links", Map.of()))
                        : Reply.of(
                                200,
                                Map.of(
                                        "recordsets",
                                        List.of(),
                                        "links",
                                        Map.of("next", "http://x/v2/recordsets?limit=1&marker=d-0"))));

        assertThat(activities.leftOvers(CLUSTER).found())
                .extracting(LeftOver::type, LeftOver::id)
                .contains(tuple(ResourceType.DNS_RECORD, "d-1"));
    }

    @Test
    void tellsWhatTheCloudDoesNotHave() {
        Inventory inventory = activities.leftOvers(CLUSTER);

        assertThat(inventory.notLooked())
                .anyMatch(reason -> reason.startsWith("Octavia, for a load balancer: The catalogue of cloud one at")
                        && reason.contains("has no Octavia"))
                .anyMatch(reason -> reason.startsWith("Designate, for a dns record: The catalogue"));
    }

    @Test
    void anOutageIsTriedAgainRatherThanTakenForNothing() {
        everyService();
        cloud.route("GET", "/lb/v2/lbaas/loadbalancers", request -> Reply.of(503, null));

        failure(FailureCode.UNAVAILABLE, () -> activities.leftOvers(CLUSTER));
    }

    @Test
    void aClusterWithoutAStackHasNoMarksToLookFor() {
        everyService();
        ClusterIdentity failed = new ClusterIdentity(Fixtures.UUID, "unheard-of", "", Instant.EPOCH);

        Inventory inventory = activities.leftOvers(new ClusterIdentityOf(Fixtures.DEMO, failed));

        assertThat(inventory.found()).isEmpty();
        assertThat(inventory.notLooked()).singleElement().asString().contains("never got the stack id");
        assertThat(cloud.lines()).noneMatch(line -> line.contains("/network") || line.contains("/lb"));
    }

    private static VolumesOf claiming(String... volumes) {
        return new VolumesOf(Fixtures.DEMO, Fixtures.IDENTITY, List.of(volumes));
    }

    private static Map<String, Object> sized(String id, Map<String, String> metadata) {
        return Map.of("id", id, "name", "pvc-" + id, "size", 4, "metadata", metadata);
    }

    private static Map<String, Object> volume(String id, Map<String, String> metadata) {
        return Map.of("id", id, "name", "pvc-" + id, "metadata", metadata);
    }

    /** Every service is there and has nothing. */
    private void everyService() {
        cloud.lists("network", "neutron", "/network")
                .lists("load-balancer", "octavia", "/lb/v2.0")
                .lists("compute", "nova", "/nova/v2.1")
                .lists("dns", "designate", "/dns");
        answer("/volume/v3/project-1/snapshots/detail", "snapshots");
        answer("/lb/v2/lbaas/loadbalancers", "loadbalancers");
        for (String kind : List.of("floatingips", "networks", "routers", "ports")) {
            answer("/network/v2.0/" + kind, kind);
        }
        answer("/network/v2.0/security-groups", "security_groups");
        answer("/nova/v2.1/servers/detail", "servers");
        answer("/dns/v2/recordsets", "recordsets");
        answer("/identity/v3/users/user-1/application_credentials", "application_credentials");
        cloud.route(
                "GET",
                "/identity/v3/auth/tokens",
                request -> Reply.of(200, Map.of("token", Map.of("user", Map.of("id", "user-1")))));
    }

    private void answer(String path, String key, Map<?, ?>... entries) {
        cloud.route("GET", path, request -> Reply.of(200, Map.of(key, List.of(entries))));
    }
}
