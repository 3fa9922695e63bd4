// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.cloud.http.JsonFields;

/** Creating clusters, and all the ways in which that does not end. */
class CreationTest {

    @Test
    void aClusterIsCompleteWhenItsMachinesAreReady() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            small.machines.hold();
            String uuid = small.create("hub", "1.33").uuid();
            small.awaitStatus(uuid, "CREATE_IN_PROGRESS");
            assertThat(small.cloud.idle()).isFalse();

            small.machines.release();
            JsonNode cluster = small.awaitStatus(uuid, "CREATE_COMPLETE");

            assertThat(cluster.path("coe_version").asText()).isEqualTo("v1.33.2");
            assertThat(cluster.path("api_address").asText()).isEqualTo("https://127.0.0.1:6443");
            assertThat(cluster.path("cluster_id").asText()).matches("hub-[a-z2-7]{12}");
            assertThat(small.machines.log()).containsExactly("boot hub v1.33.2 0.16.0");
            assertThat(small.cloud.idle()).isTrue();
        }
    }

    @Test
    void theBooksTellWhoseClusterItIsAndWhichNodeGroupsWereMade() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            String uuid = small.operator
                    .magnum(
                            "POST",
                            "/v1/clusters",
                            new JsonFields()
                                    .with("name", "hub")
                                    .with("cluster_template_id", "1.33")
                                    .with("merge_labels", true)
                                    .with("labels", Map.of("rekindle_run", "0a1b2c3d-1")))
                    .uuid();
            small.awaitStatus(uuid, "CREATE_COMPLETE");
            String groups = "/v1/clusters/" + uuid + "/nodegroups";
            small.operator.magnum("POST", groups, JsonFields.of("name", "core"));
            small.operator.magnum("POST", groups, JsonFields.of("name", "more").with("role", "master"));
            small.create("other", "1.33");

            assertThat(small.cloud.mutations().all())
                    .extracting(Mutation::kind, Mutation::runMark, Mutation::newNodeGroup, Mutation::refused)
                    .containsExactly(
                            tuple(Mutation.Kind.CREATE, "0a1b2c3d-1", null, false),
                            tuple(Mutation.Kind.NODE_GROUP_CHANGE, null, "core", false),
                            tuple(Mutation.Kind.NODE_GROUP_CHANGE, null, null, true),
                            tuple(Mutation.Kind.CREATE, null, null, false));
        }
    }

    @Test
    void theAddressHasNoHostBeforeItIsKnown() throws Exception {
        CloudFixture.Timings slow =
                new CloudFixture.Timings(null, null, null, null, null, Duration.ofMinutes(20), null);
        try (SmallCloud small = SmallCloud.start(world -> world.timings(slow))) {
            String uuid = small.create("hub", "1.33").uuid();

            for (String address : List.of("https://:0", "https://127.0.0.1:6443")) {
                Awaitility.await(address)
                        .pollInterval(Duration.ofMillis(50))
                        .until(
                                () -> small.operator
                                        .cluster(uuid)
                                        .path("api_address")
                                        .asText(),
                                address::equals);
            }
        }
    }

    @Test
    void namesAreNotUnique() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            String first = small.create("hub", "1.33").uuid();
            String second = small.create("hub", "1.33").uuid();
            small.awaitStatus(first, "CREATE_COMPLETE");
            small.awaitStatus(second, "CREATE_COMPLETE");

            assertThat(small.operator.magnum("GET", "/v1/clusters/hub", null).status())
                    .isEqualTo(409);
        }
    }

    @Test
    void anApiServerWithAFlagThatItDoesNotKnowHangsTheCreationForEver() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            String doomed = small.create("doomed", "1.33-no-chart").uuid();
            small.awaitStatus(doomed, "CREATE_IN_PROGRESS");
            small.awaitACreationsTime();

            assertThat(small.operator.cluster(doomed).path("status").asText()).isEqualTo("CREATE_IN_PROGRESS");
            assertThat(small.operator.cluster(doomed).path("health_status").asText())
                    .isEqualTo("UNHEALTHY");
            assertThat(small.machines.log()).contains("boot doomed v1.33.2 0.10.1");
        }
    }

    @Test
    void aHangCanBeDeleted() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            String doomed = small.create("doomed", "1.33-no-chart").uuid();
            small.awaitStatus(doomed, "CREATE_IN_PROGRESS");

            assertThat(small.delete(doomed).status()).isEqualTo(204);
            small.awaitGone(doomed);

            assertThat(small.machines.log()).contains("destroy doomed");
            assertThat(small.cloud.idle()).isTrue();
            assertThat(small.cloud.cloudTime()).isPositive();
        }
    }

    @Test
    void aChartWhoseApiIsNotServedFailsAtOnce() throws Exception {
        CloudFixture.Site newer = new CloudFixture.Site("0.12.0", "0.10.1", false, "https://charts.example", null);
        try (SmallCloud small = SmallCloud.start(world -> world.site(newer))) {
            JsonNode cluster = small.awaitStatus(small.create("old", "1.31").uuid(), "CREATE_FAILED");

            assertThat(cluster.path("status_reason").asText())
                    .contains("Command: helm upgrade old-")
                    .contains("no matches for kind \"OpenStackCluster\" in version"
                            + " \"infrastructure.cluster.x-k8s.io/v1alpha7\"");
            assertThat(small.machines.log()).isEmpty();
        }
    }

    @Test
    void aChartThatIsThereAndDoesNotRenderFailsWithWhatItsTemplateSays() throws Exception {
        CloudFixture.Site refusing = new CloudFixture.Site(
                null, null, null, null, Map.of("0.16.0", "(openstack-cluster/templates/all.yaml:1:34): drill"));
        try (SmallCloud small = SmallCloud.start(world -> world.site(refusing))) {
            String created = small.create("anew", "1.33").uuid();
            assertThat(small.awaitStatus(created, "CREATE_FAILED")
                            .path("status_reason")
                            .asText())
                    .contains("Stderr: 'Error: execution error at (openstack-cluster/templates/all.yaml:1:34): drill");

            String upgraded = small.create("again", "1.32").uuid();
            small.awaitStatus(upgraded, "CREATE_COMPLETE");
            assertThat(small.upgrade(upgraded, "1.33").error())
                    .contains("Error: UPGRADE FAILED: execution error at (openstack-cluster/templates/all.yaml:1:34)");
        }
    }

    /** Magnum polls whatever is in its books: seen on a cluster that had failed for more than a minute. */
    @Test
    void aClusterThatCouldNotBeCreatedIsUnhealthyAfterTheFirstLook() throws Exception {
        CloudFixture.Site newer = new CloudFixture.Site("0.12.0", "0.10.1", false, "https://charts.example", null);
        try (SmallCloud small = SmallCloud.start(world -> world.site(newer))) {
            String failed = small.create("old", "1.31").uuid();
            small.awaitStatus(failed, "CREATE_FAILED");
            small.awaitACreationsTime();

            JsonNode cluster = small.operator.cluster(failed);
            assertThat(cluster.path("health_status").asText()).isEqualTo("UNHEALTHY");
            assertThat(cluster.path("health_status_reason").path("controlplane").asText())
                    .isEqualTo("Control plane resource not found.");
            assertThat(cluster.path("health_status_reason").path("nodegroup").asText())
                    .isEqualTo("default-worker resource not found.");
        }
    }

    @Test
    void aDefunctDashboardKeepsAWorkingClusterInProgress() throws Exception {
        CloudFixture.Site defunct = new CloudFixture.Site("0.11.3", "0.10.1", true, "https://charts.example", null);
        Map<String, String> without = Map.of("capi_helm_chart_version", "0.16.0", "kube_dashboard_enabled", "false");
        try (SmallCloud small = SmallCloud.start(
                world -> world.site(defunct).template(SmallCloud.template("1.33-plain", "kube-1.33", without)))) {
            String stuck = small.create("stuck", "1.33").uuid();
            small.awaitStatus(stuck, "CREATE_IN_PROGRESS");
            small.awaitStatus(small.create("plain", "1.33-plain").uuid(), "CREATE_COMPLETE");

            JsonNode cluster = small.operator.cluster(stuck);
            assertThat(cluster.path("status").asText()).isEqualTo("CREATE_IN_PROGRESS");
            assertThat(cluster.path("api_address").isNull()).isFalse();
        }
    }

    @Test
    void theClustersOwnLabelDoesNotChooseTheChart() throws Exception {
        try (SmallCloud small = SmallCloud.start()) {
            JsonFields body = new JsonFields()
                    .with("name", "hub")
                    .with("cluster_template_id", "1.31")
                    .with("labels", JsonFields.of("capi_helm_chart_version", "0.16.0"))
                    .with("merge_labels", true);
            small.awaitStatus(
                    small.operator.magnum("POST", "/v1/clusters", body).uuid(), "CREATE_COMPLETE");

            assertThat(small.machines.log()).containsExactly("boot hub v1.31.0 0.10.1");
        }
    }
}
