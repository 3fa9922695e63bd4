// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.autoscaler.Autoscaler;
import org.rekindle.lab.autoscaler.AutoscalerSettings;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.cloud.ClusterMachines.Booting;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;

/** Real control planes: what they serve, what runs in them, and that nothing of them is left. */
class RealMachinesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static RealMachines machines;

    @BeforeAll
    static void prepare() {
        machines = machinesIn(folder);
    }

    private static RealMachines machinesIn(Path folder) {
        AutoscalerSettings autoscaler =
                new AutoscalerSettings(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5), true);
        PlaneSettings settings = new PlaneSettings(
                folder, TestTools.binaries(), "magnum-0123", Duration.ofSeconds(2), PATIENCE, autoscaler, null);
        return new RealMachines(settings, Clock.systemUTC(), (blueprint, cluster) -> {});
    }

    @AfterAll
    static void stop() {
        machines.close();
    }

    @Test
    void aValidClusterRunsPodsGrowsRollsAndGoesWithoutTrace() throws Exception {
        Blueprint blueprint =
                blueprint("valid", "v1.32.4", "0.16.0", Instant.now().minusSeconds(60));
        Booting booting = machines.boot(blueprint);
        booting.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        LiveCluster cluster = machines.current("valid").orElseThrow();
        KubernetesClient eyes = cluster.eyes();

        assertThat(eyes.nodes().list().getItems())
                .hasSize(3)
                .allSatisfy(node -> assertThat(node.getStatus().getNodeInfo().getKubeletVersion())
                        .isEqualTo("v1.32.4"))
                .extracting(node -> node.getMetadata().getLabels().get(Autoscaler.GROUP_LABEL))
                .containsExactlyInAnyOrder(null, "core", "user-m3-large");
        try (KubernetesClient verified = cluster.connect()) {
            assertThat(verified.raw("/readyz")).isEqualTo("ok");
        }

        eyes.pods().inNamespace("default").resource(pod("fits", "core", "1")).create();
        await().atMost(PATIENCE).until(() -> phase(eyes, "fits").equals("Running"));

        growsByOne(eyes);
        rollsToANewVersion(blueprint, eyes, booting);

        machines.resize(blueprint.clusterUuid(), new NodeGroup("core", "m3.quad", 2, 1, 5))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(workers(eyes, "core")).hasSize(2);

        machines.loseWorkers(blueprint.clusterUuid());
        assertThat(workers(eyes, "core")).isEmpty();
        assertThat(workers(eyes, "user-m3-large")).isEmpty();
        assertThat(eyes.nodes().list().getItems()).hasSize(1);

        assertThat(processes(blueprint)).hasSize(5);
        machines.destroy(blueprint.clusterUuid()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(processes(blueprint)).isEmpty();
        assertThat(folder.resolve(blueprint.clusterUuid())).doesNotExist();
        assertThat(machines.current("valid")).isEmpty();
    }

    @Test
    void anExpiredClusterServesItsExpiredCertificateAndOnlyTheLabSeesInside() throws Exception {
        Instant issued = Instant.now().minus(Duration.ofDays(366));
        Blueprint blueprint = blueprint("expired", "v1.31.0", "0.10.1", issued);
        Booting booting = machines.boot(blueprint);
        booting.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        X509Certificate served =
                TlsLook.at(URI.create(booting.apiAddress()).getPort()).orElseThrow();
        assertThatThrownBy(served::checkValidity).isInstanceOf(CertificateExpiredException.class);
        assertThat(served.getSubjectX500Principal().getName()).isEqualTo("CN=kube-apiserver");

        LiveCluster cluster = machines.byUuid(blueprint.clusterUuid()).orElseThrow();
        try (KubernetesClient verified = cluster.connect()) {
            assertThatThrownBy(() -> verified.nodes().list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
        assertThat(cluster.eyes().nodes().list().getItems()).hasSize(3);

        cluster.eyes()
                .pods()
                .inNamespace("default")
                .resource(pod("never", "core", "1"))
                .create();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> cluster.eyes()
                                .pods()
                                .inNamespace("default")
                                .withName("never")
                                .get(),
                        pod -> pod.getSpec().getNodeName() == null);
        machines.destroy(blueprint.clusterUuid()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(processes(blueprint)).isEmpty();
    }

    @Test
    void aChartThatPassesARemovedFlagNeverComesUp() throws Exception {
        Blueprint blueprint =
                blueprint("doomed", "v1.33.2", "0.10.1", Instant.now().minusSeconds(60));
        Booting booting = machines.boot(blueprint);

        await().atMost(PATIENCE)
                .until(() -> machines.evidence(blueprint.clusterUuid()).stream()
                                .filter("Error: unknown flag: --cloud-provider"::equals)
                                .count()
                        >= 2);
        assertThat(booting.ready()).isNotDone();
        assertThat(TlsLook.at(URI.create(booting.apiAddress()).getPort())).isEmpty();
        assertThat(machines.current("doomed")).isEmpty();

        machines.destroy(blueprint.clusterUuid()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(processes(blueprint)).isEmpty();
        assertThat(folder.resolve(blueprint.clusterUuid())).doesNotExist();
        assertThat(machines.evidence(blueprint.clusterUuid())).contains("Error: unknown flag: --cloud-provider");
    }

    @Test
    void aClusterThatIsDestroyedWhileItBootsLeavesNothing() throws Exception {
        Blueprint blueprint =
                blueprint("hasty", "v1.32.4", "0.16.0", Instant.now().minusSeconds(60));
        machines.boot(blueprint);
        await().atMost(PATIENCE).until(() -> !processes(blueprint).isEmpty());
        machines.destroy(blueprint.clusterUuid()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(processes(blueprint)).isEmpty();
        assertThat(folder.resolve(blueprint.clusterUuid())).doesNotExist();
    }

    /** Another Java process boots a cluster and is killed the hard way. */
    @Test
    void nothingOutlivesALabThatIsKilled() throws Exception {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Path log = folder.resolve("killed.log");
        Process lab = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        killed.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("READY"));
            assertThat(processes(killed + "/")).hasSize(5);
            lab.destroyForcibly();
            await().atMost(PATIENCE).until(() -> processes(killed + "/").isEmpty());
        } finally {
            lab.destroyForcibly();
        }
    }

    private void growsByOne(KubernetesClient eyes) {
        eyes.pods()
                .inNamespace("default")
                .resource(pod("big", "user-m3-large", "10"))
                .create();
        eyes.pods()
                .inNamespace("default")
                .resource(pod("bigger", "user-m3-large", "15"))
                .create();
        eyes.pods()
                .inNamespace("default")
                .resource(pod("nowhere", "user-m3-large", "100"))
                .create();
        await().atMost(PATIENCE)
                .until(() -> phase(eyes, "big").equals("Running")
                        && phase(eyes, "bigger").equals("Running"));
        assertThat(workers(eyes, "user-m3-large")).hasSize(2);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(eyes.v1().events().inNamespace("default").list().getItems())
                    .filteredOn(event -> event.getReason().equals("TriggeredScaleUp"))
                    .extracting(Event::getMessage)
                    .containsExactly("pod triggered scale-up: [{MachineDeployment/magnum-0123/"
                            + "valid-abcdefghijkl-user-m3-large 1->2 (max: 10)}]");
            assertThat(eyes.v1().events().inNamespace("default").list().getItems())
                    .filteredOn(event -> event.getReason().equals("NotTriggerScaleUp"))
                    .extracting(Event::getMessage)
                    .containsExactly("pod didn't trigger scale-up: 1 Insufficient cpu, "
                            + "1 node(s) didn't match Pod's node affinity/selector");
        });
        assertThat(eyes.configMaps()
                        .inNamespace("kube-system")
                        .withName("cluster-autoscaler-status")
                        .get()
                        .getData()
                        .get("status"))
                .contains("autoscalerStatus: Running", "cloudProviderTarget: 2");
        for (String name : List.of("big", "bigger", "nowhere")) {
            eyes.pods().inNamespace("default").withName(name).delete();
        }
        await().atMost(PATIENCE).until(() -> workers(eyes, "user-m3-large").size() == 1);
    }

    private void rollsToANewVersion(Blueprint blueprint, KubernetesClient eyes, Booting booting) throws Exception {
        List<String> before = names(eyes.nodes().list().getItems());
        Instant issuedAt = Instant.now();
        machines.roll(blueprint.clusterUuid(), "v1.33.2", issuedAt).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        List<Node> after = eyes.nodes().list().getItems();
        assertThat(names(after)).hasSize(3).doesNotContainAnyElementsOf(before);
        assertThat(after)
                .allSatisfy(node -> assertThat(node.getStatus().getNodeInfo().getKubeletVersion())
                        .isEqualTo("v1.33.2"));
        assertThat(TlsLook.at(URI.create(booting.apiAddress()).getPort())
                        .orElseThrow()
                        .getNotAfter()
                        .toInstant())
                .isBetween(issuedAt.plus(Duration.ofDays(365)).minusSeconds(1), issuedAt.plus(Duration.ofDays(365)));
    }

    private static List<String> processes(Blueprint blueprint) throws IOException {
        return processes(blueprint.clusterUuid());
    }

    private static List<String> processes(String argument) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .map(RealMachinesIT::commandLine)
                    .filter(line -> line.contains(argument))
                    .toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static List<Node> workers(KubernetesClient eyes, String group) {
        return eyes.nodes().withLabel(Autoscaler.GROUP_LABEL, group).list().getItems();
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(node -> node.getMetadata().getName()).toList();
    }

    private static String phase(KubernetesClient eyes, String name) {
        return eyes.pods()
                .inNamespace("default")
                .withName(name)
                .get()
                .getStatus()
                .getPhase();
    }

    private static Pod pod(String name, String group, String cpus) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeSelector(Map.of(Autoscaler.GROUP_LABEL, group))
                .addNewContainer()
                .withName("main")
                .withImage("registry.example.org/never-pulled:1")
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity(cpus)))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private static Blueprint blueprint(String name, String version, String chart, Instant issuedAt) {
        ClusterMachines.CertificateAuthority authority =
                TestAuthority.since(Instant.now().minus(Duration.ofDays(400)));
        return new Blueprint(
                UUID.randomUUID().toString(),
                name,
                name + "-abcdefghijkl",
                version,
                chart,
                List.of(
                        new NodeGroup("core", "m3.quad", 1, 1, 5),
                        new NodeGroup("user-m3.large", "m3.large", 1, 1, 10)),
                authority,
                issuedAt);
    }

    /** Boots a cluster, says so, and stays. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            machinesIn(Path.of(arguments[0]))
                    .boot(blueprint("killed", "v1.32.4", "0.16.0", Instant.now().minusSeconds(60)))
                    .ready()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            System.out.println("READY");
            Thread.sleep(TimeUnit.MINUTES.toMillis(10));
        }
    }
}
