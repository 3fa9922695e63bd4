// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome.Accepted;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome.Refused;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.run.FailureCode;

class OpenStackMagnumActivitiesTest {

    private static final String OTHER = "d210e1a8-f46e-4201-b50c-2ece02ef2872";
    private static final String TARGET = "9fd95de6-0d21-48fc-b247-d925b4cbcf16";
    private static final Instant NOW = Instant.parse("2026-11-22T16:27:00Z");

    private final FakeCloud cloud = new FakeCloud("one");
    private final FakeMagnum magnum = new FakeMagnum(cloud);
    private ApprovalRules rules = Fixtures.byName();
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @BeforeEach
    void start() {
        cloud.lists("image", "glance", "/image");
        temporal.registerActivitiesImplementations(new OpenStackMagnumActivities(
                Fixtures.clouds(cloud),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofSeconds(3),
                cluster -> rules.of(cluster)));
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void observesTheClusterOfTheFleetFileByName() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        magnum.add(OTHER, "another", "CREATE_COMPLETE");

        CloudCluster seen =
                activities().observe(new CloudTarget(Fixtures.DEMO, null)).cluster();

        assertThat(seen).isNotNull();
        assertThat(seen.identity()).isEqualTo(Fixtures.IDENTITY);
        assertThat(seen.status().raw()).isEqualTo("CREATE_COMPLETE");
        assertThat(seen.healthReasons()).isEqualTo(Map.of("cluster", "Ready", "controlplane", "Ready"));
        assertThat(seen.apiAddress()).isEqualTo("https://203.0.113.10:6443");
        assertThat(seen.kubernetesVersion()).isEqualTo("v1.31.9");
        assertThat(seen.updatedAt()).isEqualTo(Instant.parse("2026-11-22T15:46:22Z"));
        assertThat(seen.runMark()).isNull();
    }

    @Test
    void readsTheShapeAsItIsNow() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "UPDATE_COMPLETE");
        cluster.putObject("labels")
                .put("capi_helm_chart_version", "0.10.1")
                .put("auto_scaling_enabled", "true")
                .put("min_node_count", "1")
                .put("max_node_count", "5")
                .put("monitoring_enabled", "false")
                .put("csi_cinder_reclaim_policy", "Delete")
                .put("rekindle_run", "run-0");
        cluster.putObject("labels_added").put("monitoring_enabled", "false").put("rekindle_run", "run-0");
        cluster.putObject("labels_overridden")
                .put("csi_cinder_reclaim_policy", "Retain")
                .put("capi_helm_chart_version", "0.16.0");
        cluster.put("fixed_network", "auto_allocated_network");
        magnum.addNodeGroup(FakeMagnum.UUID, "user-m3.large", "CREATE_COMPLETE")
                .put("min_node_count", 1)
                .put("max_node_count", 100);
        magnum.addNodeGroup(FakeMagnum.UUID, "fixed", "UPDATE_COMPLETE").put("flavor_id", "m3.quad");
        magnum.addNodeGroup(FakeMagnum.UUID, "going", "DELETE_IN_PROGRESS");

        CloudCluster seen = activities()
                .observe(new CloudTarget(Fixtures.demo(FakeMagnum.UUID), null))
                .cluster();

        assertThat(seen).isNotNull();
        assertThat(seen.runMark()).isEqualTo(new RunMark("run-0"));
        assertThat(seen.shape().nodeGroups())
                .containsExactly(
                        new NodeGroupShape("default-worker", "m1.small", 2, 1, 5),
                        new NodeGroupShape("user-m3.large", "m1.small", 1, 1, 100),
                        new NodeGroupShape("fixed", "m3.quad", 1, null, null));
        assertThat(seen.shape().labels())
                .isEqualTo(Map.of("monitoring_enabled", "false", "csi_cinder_reclaim_policy", "Delete"));
        assertThat(seen.shape().masterFlavor()).isEqualTo("m1.medium");
        assertThat(seen.shape().fixedNetwork()).isEqualTo("auto_allocated_network");
        assertThat(seen.shape().masterLoadBalancer()).isFalse();
        assertThat(seen.shape().floatingIp()).isTrue();
    }

    @Test
    void noNodeGroupFallsSilentlyOutOfTheShape() {
        magnum.add(FakeMagnum.UUID, "binder", "UPDATE_COMPLETE");
        magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_COMPLETE");
        cloud.route("GET", "/magnum/v1/clusters/([^/]+)/nodegroups/([^/]+)", request -> Reply.error(404, "Gone."));

        assertThat(failure(FailureCode.UNAVAILABLE, () -> activities().observe(new CloudTarget(Fixtures.DEMO, null))))
                .hasMessageContaining("Node group core of cluster " + FakeMagnum.UUID + " went away");
    }

    @Test
    void aPageOfSomethingBeforeMagnumDoesNotMakeAClusterGone() {
        magnum.add(FakeMagnum.UUID, "binder", "DELETE_IN_PROGRESS");
        for (String place : List.of("/magnum/v1/clusters/([^/]+)", "/magnum/v1/clusters/([^/]+)/nodegroups")) {
            cloud.route("GET", place, request -> Reply.of(404, "default backend - 404"));

            assertThat(failure(
                            FailureCode.UNAVAILABLE,
                            () -> activities()
                                    .await(new AwaitRequest(
                                            Fixtures.DEMO,
                                            Fixtures.UUID,
                                            Goal.GONE,
                                            null,
                                            null,
                                            Duration.ofSeconds(1)))))
                    .hasMessageContaining("HTTP 404");
        }
    }

    @Test
    void observesOneCertainCluster() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        magnum.add(OTHER, "binder", "CREATE_IN_PROGRESS");

        CloudSighting sighting = activities().observe(new CloudTarget(Fixtures.DEMO, new ClusterUuid(OTHER)));

        assertThat(sighting.cluster())
                .extracting(seen -> seen.identity().uuid().value())
                .isEqualTo(OTHER);
    }

    @Test
    void doesNotFailWhenThereIsNone() {
        assertThat(activities().observe(new CloudTarget(Fixtures.DEMO, null)))
                .isEqualTo(new CloudSighting(null, "Magnum knows no cluster named binder."));
        assertThat(activities().observe(new CloudTarget(Fixtures.DEMO, new ClusterUuid(OTHER))))
                .isEqualTo(new CloudSighting(null, "Magnum knows no cluster " + OTHER + "."));
    }

    @Test
    void meansTheOneThatIsNotBeingDeleted() {
        magnum.add(FakeMagnum.UUID, "binder", "DELETE_IN_PROGRESS");
        magnum.add(OTHER, "binder", "CREATE_COMPLETE");

        CloudSighting sighting = activities().observe(new CloudTarget(Fixtures.DEMO, null));

        assertThat(sighting.cluster())
                .extracting(seen -> seen.identity().uuid().value())
                .isEqualTo(OTHER);
        assertThat(sighting.detail())
                .contains("2 clusters are named binder", FakeMagnum.UUID + " (DELETE_IN_PROGRESS)");
    }

    @Test
    void doesNotGuessBetweenTwoOfOneName() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        magnum.add(OTHER, "binder", "CREATE_FAILED");

        assertThat(failure(FailureCode.AMBIGUOUS, () -> activities().observe(new CloudTarget(Fixtures.DEMO, null))))
                .hasMessageContaining(FakeMagnum.UUID)
                .hasMessageContaining(OTHER)
                .hasMessageContaining("Put the UUID of the one that is meant into the fleet file");
    }

    @Test
    void speaksToAnOldMagnumWithoutNodeGroups() {
        magnum.maximum = "1.8";
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cluster.remove("cluster_id");
        cluster.put("stack_id", "binder-wamdawzkgagx");

        CloudCluster seen =
                activities().observe(new CloudTarget(Fixtures.DEMO, null)).cluster();

        assertThat(seen).isNotNull();
        assertThat(seen.identity().stackId()).isEqualTo("binder-wamdawzkgagx");
        assertThat(seen.shape().nodeGroups())
                .containsExactly(new NodeGroupShape("default-worker", "m1.small", 2, null, null));
        assertThat(cloud.lines()).noneMatch(line -> line.endsWith("/nodegroups"));
        assertThat(cloud.asked("GET").get(1).headers()).containsEntry("Openstack-api-version", "container-infra 1.8");
    }

    @Test
    void refusesAMagnumThatCannotUpgrade() {
        magnum.maximum = "1.7";

        assertThat(failure(FailureCode.MISCONFIGURED, () -> activities().observe(new CloudTarget(Fixtures.DEMO, null))))
                .hasMessageContaining("1.7 at most. An upgrade needs 1.8");
    }

    @Test
    void turnsThePages() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        ObjectNode other = magnum.add(OTHER, "another", "CREATE_COMPLETE");
        cloud.route("GET", "/magnum/v1/clusters", request -> {
            boolean second = request.asked().query().contains("marker=" + OTHER);
            Reply page = FakeMagnum.list(
                    "clusters", java.util.List.of(second ? magnum.clusters.get(FakeMagnum.UUID) : other));
            if (!second) {
                ((ObjectNode) page.body()).put("next", "http://elsewhere/v1/clusters?limit=1&marker=" + OTHER);
            }
            return page;
        });

        assertThat(activities().observe(new CloudTarget(Fixtures.DEMO, null)).cluster())
                .isNotNull();
    }

    @Test
    void listsTemplatesWithWhatTheirImagesSay() {
        magnum.addTemplate("t-1", "listed", "image-1");
        magnum.addTemplate("t-2", "unlisted", "image-2").putNull("labels");
        magnum.addTemplate("t-3", "gone", "image-3").put("public", false);
        magnum.addTemplate("t-4", "by-name", "ubuntu-1.32");
        magnum.addTemplate("t-5", "swarm", "image-1").put("coe", "swarm");
        cloud.route(
                "GET",
                "/image/v2/images",
                request -> Reply.of(
                        200,
                        Map.of(
                                "images",
                                java.util.List.of(
                                        Map.of("id", "image-1", "name", "ubuntu-1.31", "kube_version", "v1.31.9"),
                                        Map.of("id", "image-4", "name", "ubuntu-1.32", "kube_version", "v1.32.5")))));
        cloud.route(
                "GET", "/image/v2/images/image-2", request -> Reply.of(200, Map.of("id", "image-2", "name", "plain")));

        assertThat(activities().listTemplates(Fixtures.DEMO).templates())
                .containsExactly(
                        new Template("t-1", "listed", "image-1", "v1.31.9", "0.16.0", "calico", true),
                        new Template("t-2", "unlisted", "image-2", null, null, "calico", true),
                        new Template("t-3", "gone", "image-3", null, "0.16.0", "calico", false),
                        new Template("t-4", "by-name", "ubuntu-1.32", "v1.32.5", "0.16.0", "calico", true));
        assertThat(cloud.lines()).containsOnlyOnce("GET /image/v2/images");
    }

    @Test
    void asksForAClusterOfTheShape() {
        cloud.route("POST", "/magnum/v1/clusters", request -> Reply.of(202, Map.of("uuid", FakeMagnum.UUID)));

        assertThat(activities().requestCreate(Fixtures.create())).isEqualTo(new Accepted(Fixtures.UUID, false, null));

        assertThat(cloud.asked("POST")).singleElement().satisfies(asked -> {
            assertThat(asked.headers()).containsEntry("Openstack-api-version", "container-infra 1.14");
            assertThat(asked.json().toString())
                    .isEqualTo("{\"name\":\"binder\",\"cluster_template_id\":\"" + FakeMagnum.TEMPLATE
                            + "\",\"master_count\":1,"
                            + "\"master_flavor_id\":\"m3.small\",\"keypair\":\"lab-key\","
                            + "\"fixed_network\":\"auto_allocated_network\",\"master_lb_enabled\":false,"
                            + "\"node_count\":1,\"flavor_id\":\"m3.quad\",\"labels\":{\"auto_scaling_enabled\":\"true\","
                            + "\"max_node_count\":\"5\",\"min_node_count\":\"1\",\"monitoring_enabled\":\"false\","
                            + "\"rekindle_run\":\"run-1\"},\"merge_labels\":true}");
        });
    }

    @Test
    void findsTheClusterThatTheRunAlreadyHas() {
        magnum.add(OTHER, "binder", "CREATE_IN_PROGRESS").putObject("labels").put("rekindle_run", "run-0");
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_IN_PROGRESS")
                .putObject("labels")
                .put("rekindle_run", "run-1");

        assertThat(activities().requestCreate(Fixtures.create())).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("POST")).isEmpty();
    }

    @Test
    void doesNotTakeItsOwnClusterThatIsBeingDeleted() {
        magnum.add(OTHER, "binder", "DELETE_IN_PROGRESS").putObject("labels").put("rekindle_run", "run-1");
        cloud.route("POST", "/magnum/v1/clusters", request -> Reply.of(202, Map.of("uuid", FakeMagnum.UUID)));

        assertThat(activities().requestCreate(Fixtures.create())).isEqualTo(new Accepted(Fixtures.UUID, false, null));
    }

    @Test
    void toldRefusalsAreOutcomes() {
        String quota = "Resource limit exceeded: You have reached the maximum clusters per project, 0.";
        cloud.route("POST", "/magnum/v1/clusters", request -> Reply.error(403, quota));
        assertThat(activities().requestCreate(Fixtures.create()))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.reason())
                            .startsWith(quota)
                            .contains("Magnum, POST /clusters: HTTP 403, request req-");
                });

        cloud.route(
                "POST", "/magnum/v1/clusters", request -> Reply.error(404, "ClusterTemplate x could not be found."));
        assertThat(activities().requestCreate(Fixtures.create())).isInstanceOf(Refused.class);

        cloud.route("POST", "/magnum/v1/clusters", request -> Reply.error(400, "Unable to find keypair."));
        assertThat(activities().requestCreate(Fixtures.create())).isInstanceOf(Refused.class);
    }

    @Test
    void aMissingRoleAndAnOutageAreFailures() {
        cloud.route(
                "POST",
                "/magnum/v1/clusters",
                request -> Reply.error(403, "Policy doesn't allow cluster:create to be performed."));
        failure(FailureCode.ACCESS_DENIED, () -> activities().requestCreate(Fixtures.create()));

        cloud.route("POST", "/magnum/v1/clusters", request -> Reply.error(503, "Later."));
        failure(FailureCode.UNAVAILABLE, () -> activities().requestCreate(Fixtures.create()));
    }

    @Test
    void asksForANodeGroupWithItsBounds() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/nodegroups", request -> Reply.of(202, Map.of("uuid", "ng-1")));
        NodeGroupRequest request =
                new NodeGroupRequest(Fixtures.DEMO, Fixtures.UUID, new NodeGroupShape("core", "m3.quad", 1, 1, 5));

        assertThat(activities().requestNodeGroup(request))
                .isEqualTo(new Accepted(Fixtures.UUID, false, Instant.parse("2026-11-22T15:46:22Z")));
        assertThat(cloud.asked("POST").get(0).body())
                .isEqualTo(
                        "{\"name\":\"core\",\"node_count\":1,\"flavor_id\":\"m3.quad\",\"min_node_count\":1,\"max_node_count\":5}");

        magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_IN_PROGRESS");
        assertThat(activities().requestNodeGroup(request)).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("POST")).hasSize(1);
    }

    @Test
    void asksForAnUpgradeUnlessTheClusterHasTheTemplate() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route(
                "POST",
                "/magnum/v1/clusters/([^/]+)/actions/upgrade",
                request -> Reply.of(202, Map.of("uuid", FakeMagnum.UUID)));

        assertThat(activities().requestUpgrade(upgrade()))
                .isEqualTo(new Accepted(Fixtures.UUID, false, Instant.parse("2026-11-22T15:46:22Z")));
        assertThat(cloud.asked("POST").get(0).body())
                .isEqualTo("{\"cluster_template\":\"" + TARGET + "\",\"max_batch_size\":1}");

        cluster.put("cluster_template_id", TARGET);
        assertThat(activities().requestUpgrade(upgrade())).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("POST")).hasSize(1);
    }

    @Test
    void anUpgradeWhoseHelmRunFailsIsRefused() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/actions/upgrade", request -> {
            cluster.put("cluster_template_id", TARGET).put("status", "UPDATE_FAILED");
            return Reply.error(
                    500,
                    "Unexpected error while running command. Stderr: 'Error: UPGRADE FAILED: release: already exists'");
        });

        assertThat(activities().requestUpgrade(upgrade()))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::reason)
                .asString()
                .contains("UPGRADE FAILED: release: already exists", "HTTP 500");
    }

    @Test
    void anUpgradeThatMayNotHaveBegunIsTriedAgain() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route(
                "POST",
                "/magnum/v1/clusters/([^/]+)/actions/upgrade",
                request -> Reply.error(
                        500, "Timed out waiting for a reply to message ID 26df1e0014e54771af65e4e340b81e43"));

        failure(FailureCode.UNAVAILABLE, () -> activities().requestUpgrade(upgrade()));
    }

    @Test
    void deletesWhatThePlanNames() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("DELETE", "/magnum/v1/clusters/([^/]+)", request -> Reply.of(204, null));

        assertThat(activities().requestDelete(Fixtures.delete(NOW)))
                .isEqualTo(new Accepted(Fixtures.UUID, false, Instant.parse("2026-11-22T15:46:22Z")));
        assertThat(cloud.asked("DELETE"))
                .singleElement()
                .extracting(FakeCloud.Asked::path)
                .isEqualTo("/magnum/v1/clusters/" + FakeMagnum.UUID);
    }

    @Test
    void deletesNothingThatIsGoneOrGoing() {
        assertThat(activities().requestDelete(Fixtures.delete(NOW))).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        magnum.add(FakeMagnum.UUID, "binder", "DELETE_IN_PROGRESS");
        assertThat(activities().requestDelete(Fixtures.delete(NOW))).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("DELETE")).isEmpty();
    }

    @Test
    void theGuardKeepsTheDeleteOffTheWire() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        DeleteRequest good = Fixtures.delete(NOW);
        Approval late = new Approval(good.approval().planSha256(), "approver", List.of(), NOW, NOW);
        Approval own = new Approval(good.approval().planSha256(), "asker", List.of(), NOW, NOW.plusSeconds(60));
        ClusterIdentity other =
                new ClusterIdentity(Fixtures.UUID, "binder", "binder-other", Fixtures.IDENTITY.createdAt());

        assertRefused(with(good, late), "expired at");
        assertRefused(with(good, own), "who asked for the recovery");
        assertRefused(
                new DeleteRequest(Fixtures.DEMO, other, good.plan(), good.approval(), "asker", null, good.permit()),
                "not the one that was looked at");
        cluster.put("created_at", "2026-11-22T15:45:58+00:00");
        assertRefused(good, "not the one that was looked at");
        assertThat(cloud.asked("DELETE")).isEmpty();
    }

    @Test
    void aNameDeletesNothingWhereTheFleetFileHasKeys() {
        rules = Fixtures.signed();
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        DeleteRequest good = Fixtures.delete(NOW);
        Approval byPolicy = new Approval(good.approval().planSha256(), "policy", List.of(), NOW, NOW.plusSeconds(60));

        assertRefused(good, "needs the signatures of 1 approver");
        assertRefused(with(good, byPolicy), "The fleet file does not approve by itself");
        assertThat(cloud.asked("DELETE")).isEmpty();
    }

    private void assertRefused(DeleteRequest request, String sentence) {
        assertThat(failure(FailureCode.GUARD_REFUSED, () -> activities().requestDelete(request)))
                .hasMessageContaining("Cluster " + FakeMagnum.UUID + " is not deleted.")
                .hasMessageContaining(sentence);
    }

    private static DeleteRequest with(DeleteRequest request, Approval approval) {
        return new DeleteRequest(
                Fixtures.DEMO,
                request.identity(),
                request.plan(),
                approval,
                request.requestedBy(),
                null,
                request.permit());
    }

    private static UpgradeRequest upgrade() {
        return new UpgradeRequest(Fixtures.DEMO, Fixtures.IDENTITY, TARGET);
    }

    private MagnumActivities activities() {
        return Fixtures.stub(temporal, MagnumActivities.class);
    }
}
