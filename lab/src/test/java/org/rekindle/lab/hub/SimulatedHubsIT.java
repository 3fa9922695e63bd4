// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.autoscaler.AutoscalerSettings;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;
import org.rekindle.lab.plane.LiveCluster;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.plane.TestAuthority;
import org.rekindle.lab.plane.TestTools;

/** The incident as a user of the hub meets it, from the expired cluster to the one that was rebuilt under its name. */
class SimulatedHubsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLUSTER = "pythia";
    private static final String NAMESPACE = "binderhub";
    private static final String PASSWORD = "correct-horse";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static RealMachines machines;
    private static SimulatedHubs hubs;
    private static HubAddresses addresses;

    @BeforeAll
    static void prepare() {
        LabCharts.unpack(folder.resolve("charts"));
        AutoscalerSettings autoscaler =
                new AutoscalerSettings(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(5), true);
        PlaneSettings settings = new PlaneSettings(
                folder.resolve("planes"),
                TestTools.binaries(),
                "magnum-0123",
                Duration.ofSeconds(5),
                PATIENCE,
                autoscaler,
                null);
        machines = new RealMachines(settings, Clock.systemUTC(), (blueprint, cluster) -> {
            if (blueprint.stackId().startsWith("old")) {
                installEverything(cluster, PASSWORD);
            }
        });
        HubSettings fast = new HubSettings(
                Duration.ofMillis(700),
                Duration.ofMillis(500),
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                true,
                null);
        hubs = new SimulatedHubs(machines::current, new SimulatedRegistry("robot", PASSWORD), fast).start();
        addresses = hubs.publish(new HubSite(CLUSTER, NAMESPACE));
    }

    @AfterAll
    static void stop() {
        hubs.close();
        machines.close();
    }

    @Test
    void theIncidentFromOutside() throws Exception {
        assertThat(get(addresses.hub().resolve("hub/api/health")).statusCode()).isEqualTo(502);

        Blueprint old = blueprint("old", Instant.now().minus(Duration.ofDays(366)));
        machines.boot(old).ready().get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        theHubIsUpButNothingStarts();

        machines.loseWorkers(old.clusterUuid());
        HttpResponse<String> without = get(addresses.hub().resolve("hub/api/health"));
        assertThat(without.statusCode()).isEqualTo(502);
        assertThat(without.headers().firstValue("Content-Type")).hasValue("text/html");
        machines.destroy(old.clusterUuid()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        Blueprint rebuilt = blueprint("new", Instant.now().minusSeconds(60));
        machines.boot(rebuilt).ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        LiveCluster cluster = machines.current(CLUSTER).orElseThrow();
        assertThat(get(addresses.binder().resolve("health")).statusCode()).isEqualTo(502);
        install(cluster, "support", "support", Map.of());
        assertThat(get(addresses.binder().resolve("health")).statusCode()).isEqualTo(503);
        installBinder(cluster, "wrong");
        aWrongPasswordStopsThePush();

        upgradeBinder(cluster, PASSWORD);
        aBuildLeadsToAServer(cluster);
        theSecondTimeTheImageIsFound();
        theClientOfMybindersPageLaunches();
        visitorsWithoutManners();
    }

    private static void theHubIsUpButNothingStarts() throws Exception {
        assertThat(get(addresses.hub().resolve("hub/api/health")).statusCode()).isEqualTo(200);
        HttpResponse<String> health = get(addresses.binder().resolve("health"));
        assertThat(health.statusCode()).isEqualTo(500);
        assertThat(health.body()).startsWith("<html>");
        List<JsonNode> events = build("gh/org/repo/" + COMMIT);
        assertThat(phases(events)).containsExactly("waiting", "failed");
    }

    private static void aWrongPasswordStopsThePush() throws Exception {
        JsonNode health = HubJson.parse(
                "health", get(addresses.binder().resolve("health")).body());
        assertThat(health.path("ok").asBoolean()).isFalse();
        assertThat(health.at("/checks/0/service").asText()).isEqualTo("Docker registry");
        assertThat(health.at("/checks/0/ok").asBoolean()).isFalse();
        List<JsonNode> events = build("gh/org/repo/" + COMMIT);
        assertThat(phases(events)).containsExactly("waiting", "fetching", "building", "pushing", "failed");
    }

    private static void aBuildLeadsToAServer(LiveCluster cluster) throws Exception {
        HttpResponse<String> health = get(addresses.binder().resolve("health"));
        assertThat(health.statusCode()).isEqualTo(200);
        List<JsonNode> events = build("gh/org/repo/" + COMMIT);
        assertThat(phases(events))
                .containsExactly("waiting", "fetching", "building", "pushing", "built", "launching", "ready");
        JsonNode ready = events.get(events.size() - 1);
        URI server = URI.create(ready.path("url").asText());
        String token = ready.path("token").asText();
        assertThat(server.toString()).startsWith(addresses.hub().toString());
        assertThat(get(server.resolve("api/status")).statusCode()).isEqualTo(403);
        HttpResponse<String> status = get(server.resolve("api/status"), "Authorization", "token " + token);
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(HubJson.parse("status", status.body()).has("kernels")).isTrue();

        List<Pod> users = cluster.eyes()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("component", "singleuser-server")
                .list()
                .getItems();
        assertThat(users).singleElement().satisfies(pod -> {
            Node node =
                    cluster.eyes().nodes().withName(pod.getSpec().getNodeName()).get();
            assertThat(node.getMetadata().getLabels()).containsEntry("capi.stackhpc.com/node-group", "user-m3-large");
        });
        cluster.eyes().pods().inNamespace(NAMESPACE).resource(users.get(0)).delete();
        await().atMost(PATIENCE)
                .until(() -> get(server.resolve("api/status"), "Authorization", "token " + token)
                                .statusCode()
                        == 503);
    }

    private static void theSecondTimeTheImageIsFound() throws Exception {
        assertThat(phases(build("gh/org/repo/" + COMMIT))).containsExactly("built", "launching", "ready");
    }

    private static void theClientOfMybindersPageLaunches() throws Exception {
        assertThat(Judges.on(folder).launch(addresses.binder(), "gh/org/repo/" + COMMIT.replace('0', '9')))
                .containsSubsequence("building", "pushing", "built", "launching", "ready");
    }

    private static void visitorsWithoutManners() throws Exception {
        assertThat(get(addresses.binder().resolve("build/gh/org/repo/HEAD")).statusCode())
                .isEqualTo(400);
        assertThat(phases(build("gl/org/repo/HEAD"))).containsExactly("failed");
        assertThat(phases(build("gh/org"))).containsExactly("failed");
        assertThat(get(URI.create(addresses.hub().toString().replace(CLUSTER, "elsewhere"))
                                .resolve("hub/api/health"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(addresses.binder().resolve("versions")).body()).contains("binderhub", "builder_info");
    }

    private static void installEverything(LiveCluster cluster, String password) {
        install(cluster, "support", "support", Map.of());
        installBinder(cluster, password);
    }

    private static void installBinder(LiveCluster cluster, String password) {
        install(cluster, "binderhub", NAMESPACE, credentials(password));
    }

    private static Map<String, String> credentials(String password) {
        return Map.of(
                "buildPodsRegistryCredentials.username", "robot", "buildPodsRegistryCredentials.password", password);
    }

    private static void install(LiveCluster cluster, String chart, String namespace, Map<String, String> values) {
        var command = Helm.install(folder.resolve("charts").resolve(chart).toString())
                .withName(chart)
                .withNamespace(namespace)
                .createNamespace()
                .waitReady()
                .withTimeout((int) PATIENCE.toSeconds())
                .withKubeConfig(kubeconfig(cluster));
        values.forEach(command::set);
        assertThat(command.call().getStatus()).isEqualTo("deployed");
    }

    private static void upgradeBinder(LiveCluster cluster, String password) {
        var command = Helm.upgrade(folder.resolve("charts").resolve("binderhub").toString())
                .withName("binderhub")
                .withNamespace(NAMESPACE)
                .waitReady()
                .withTimeout((int) PATIENCE.toSeconds())
                .withKubeConfig(kubeconfig(cluster));
        credentials(password).forEach(command::set);
        assertThat(command.call().getStatus()).isEqualTo("deployed");
    }

    private static Path kubeconfig(LiveCluster cluster) {
        try {
            return Files.writeString(folder.resolve(cluster.uuid() + ".kubeconfig"), cluster.kubeconfig());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static List<JsonNode> build(String spec) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(addresses.binder().resolve("build/" + spec))
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE)
                .build();
        HttpResponse<Stream<String>> response = HTTP.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (Stream<String> lines = response.body()) {
            return lines.filter(line -> line.startsWith("data: "))
                    .map(line -> HubJson.parse("event", line.substring("data: ".length())))
                    .toList();
        }
    }

    /** The phases in their order, each run of the same one told once. */
    private static List<String> phases(List<JsonNode> events) {
        List<String> phases = new ArrayList<>();
        for (JsonNode event : events) {
            String phase = event.path("phase").asText();
            if (phases.isEmpty() || !phases.get(phases.size() - 1).equals(phase)) {
                phases.add(phase);
            }
        }
        return phases;
    }

    private static HttpResponse<String> get(URI address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Blueprint blueprint(String stack, Instant issuedAt) {
        return new Blueprint(
                UUID.randomUUID().toString(),
                CLUSTER,
                stack + "-abcdefghijkl",
                "v1.31.0",
                "0.16.0",
                List.of(
                        new NodeGroup("core", "m3.quad", 1, 1, 5),
                        new NodeGroup("user-m3.large", "m3.large", 1, 1, 10)),
                TestAuthority.since(Instant.now().minus(Duration.ofDays(400))),
                issuedAt);
    }
}
