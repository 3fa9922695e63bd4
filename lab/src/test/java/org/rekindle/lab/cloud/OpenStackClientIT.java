// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.http.JsonFields;

/** The command-line client that everybody uses works against the simulated cloud as against a real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenStackClientIT {

    private final SmallCloud small;
    private final Path folder;
    private OpenStackClient openstack;

    OpenStackClientIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.small = SmallCloud.start(world -> world.keypair("ops")
                .volume(new CloudFixture.Volume("home-alice", null, 10, null, Map.of(), null))
                .zone(new CloudFixture.Zone("example.org.", null, List.of(), null)));
    }

    @BeforeAll
    void install() throws Exception {
        Path clouds = folder.resolve("clouds.yaml");
        small.cloud.writeCloudsYaml(clouds);
        openstack = OpenStackClient.install(clouds, "rekindle");
    }

    @AfterAll
    void close() {
        small.close();
    }

    @Test
    @Order(1)
    void listsAndShowsTemplates() throws Exception {
        assertThat(json("coe", "cluster", "template", "list").findValuesAsText("name"))
                .containsExactly("1.31", "1.32", "1.33", "1.33-no-chart");
        JsonNode template = json("coe", "cluster", "template", "show", "1.33");
        assertThat(template.path("labels").toString()).contains("capi_helm_chart_version");
        assertThat(template.path("network_driver").asText()).isEqualTo("calico");
    }

    @Test
    @Order(2)
    void createsAClusterAndShowsIt() throws Exception {
        assertThat(text(
                        "coe",
                        "cluster",
                        "create",
                        "--cluster-template",
                        "1.31",
                        "--keypair",
                        "ops",
                        "--node-count",
                        "1",
                        "--labels",
                        "max_node_count=5",
                        "--merge-labels",
                        "hub"))
                .contains("accepted");
        small.awaitStatus("hub", "CREATE_COMPLETE");

        assertThat(json("coe", "cluster", "list").findValuesAsText("status")).containsExactly("CREATE_COMPLETE");
        JsonNode cluster = json("coe", "cluster", "show", "hub");
        assertThat(cluster.path("coe_version").asText()).isEqualTo("v1.31.0");
        assertThat(cluster.path("keypair").asText()).isEqualTo("ops");
        assertThat(cluster.path("labels").toString()).contains("max_node_count", "capi_helm_chart_version");
    }

    @Test
    @Order(3)
    void resizesAndUpgradesIt() throws Exception {
        assertThat(text("coe", "cluster", "resize", "hub", "2")).contains("accepted");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> small.operator.cluster("hub").path("node_count").asInt() == 2 && small.cloud.idle());

        assertThat(text("coe", "cluster", "upgrade", "hub", "1.32")).contains("accepted");
        JsonNode cluster = small.awaitStatus("hub", "UPDATE_COMPLETE");
        assertThat(cluster.path("coe_version").asText()).isEqualTo("v1.32.1");
        assertThat(small.machines.log()).contains("resize hub default-worker 2", "roll hub v1.32.1");
    }

    @Test
    @Order(4)
    void saysWhyAnUpgradeIsRefused() throws Exception {
        small.machines.hold();
        small.upgrade("hub", "1.31");
        OpenStackClient.Result refused = openstack.run(folder, "coe", "cluster", "upgrade", "hub", "1.32");
        small.machines.release();
        small.awaitStatus("hub", "UPDATE_COMPLETE");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.errors()).contains("Upgrading a cluster when status is \"UPDATE_IN_PROGRESS\"");
    }

    @Test
    @Order(5)
    void makesAKubeconfigThatMagnumHasSigned() throws Exception {
        text("coe", "cluster", "config", "hub", "--dir", folder.toString(), "--output-certs");

        String kubeconfig = Files.readString(folder.resolve("config"));
        assertThat(kubeconfig).contains("server: https://127.0.0.1:6443");
        assertThat(Files.readString(folder.resolve("cert.pem"))).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(small.cloud.mutations().carriedOut(Mutation.Kind.CERTIFICATE_SIGN))
                .isPositive();
    }

    @Test
    @Order(6)
    void listsNodeGroupsAndServices() throws Exception {
        assertThat(json("coe", "nodegroup", "list", "hub").findValuesAsText("name"))
                .containsExactly("default-master", "default-worker");
        assertThat(text("coe", "stats", "list", small.cloud.clusters().get(0).project()))
                .contains("clusters");
    }

    @Test
    @Order(7)
    void readsWhatIsAroundMagnum() throws Exception {
        assertThat(json("flavor", "list").findValuesAsText("Name")).contains("m3.small");
        assertThat(json("image", "show", "kube-1.33").toString()).contains("v1.33.2");
        assertThat(json("network", "list", "--external").findValuesAsText("Name"))
                .containsExactly("public");
        assertThat(json("server", "list", "--no-name-lookup").findValuesAsText("Name"))
                .isNotEmpty();
        assertThat(json("volume", "list").findValuesAsText("Name")).containsExactly("home-alice");
        text("volume", "set", "--property", "janitor.capi.azimuth-cloud.com/keep=true", "home-alice");
        assertThat(json("volume", "show", "home-alice").path("properties").toString())
                .contains("keep");
        assertThat(json("application", "credential", "list").findValuesAsText("Name"))
                .containsExactly("rekindle");
    }

    @Test
    @Order(8)
    void deletesIt() throws Exception {
        assertThat(text("coe", "cluster", "delete", "hub")).contains("accepted");
        small.awaitGone("hub");

        assertThat(json("coe", "cluster", "list")).isEmpty();
        OpenStackClient.Result gone = openstack.run(folder, "coe", "cluster", "show", "hub");
        assertThat(gone.exit()).isNotZero();
        assertThat(gone.errors()).contains("hub could not be found");
    }

    private JsonNode json(String... arguments) throws Exception {
        String[] command = Arrays.copyOf(arguments, arguments.length + 2);
        command[arguments.length] = "--format";
        command[arguments.length + 1] = "json";
        return JsonFields.read(text(command));
    }

    private String text(String... arguments) throws Exception {
        OpenStackClient.Result result = openstack.run(folder, arguments);
        assertThat(result.exit())
                .as(String.join(" ", arguments) + ": " + result.errors())
                .isZero();
        return result.text();
    }
}
