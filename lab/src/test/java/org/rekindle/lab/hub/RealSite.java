// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.rekindle.activities.helm.HelmJavaActivities;
import org.rekindle.activities.kubernetes.Fabric8KubernetesActivities;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudFixtureBuilder;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.services.CloudInventory;
import org.rekindle.lab.cloud.services.ProjectVolumes;
import org.rekindle.lab.plane.CloudController;
import org.rekindle.lab.realhubs.HubCharts;
import org.rekindle.lab.realhubs.HubPlane;
import org.rekindle.lab.realhubs.HubPrograms;
import org.rekindle.lab.realhubs.NodeDriver;
import org.rekindle.lab.realhubs.NodeVolumes;
import org.rekindle.lab.realhubs.PublicFiles;
import org.rekindle.lab.realhubs.PublicZone;
import org.rekindle.lab.realhubs.Visitor;
import org.rekindle.lab.realhubs.VolumeFolders;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.api.HelmActivities;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.KubernetesActivities.LabelledPods;
import org.rekindle.workflows.model.fleet.Release;

/** A real cluster with what a cloud gives it, the ingress, and public names below {@code lab.example}. */
final class RealSite implements AutoCloseable {

    /** Where the hubs are. */
    static final String NAMESPACE = "binderhub";

    /** A ConfigMap with the authority that signs all that is public. */
    static final String AUTHORITY = "public-authority";

    private static final String SUPPORT = "support";
    private static final String CERTIFICATE = "public-tls";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Path folder;
    private final HubPlane plane;
    private final KubernetesClients clients;
    /** The reference of the administrator's kubeconfig, as a run has it. */
    private final String kubeconfig;

    private final KubernetesClient client;
    private final VolumeFolders data;
    private final NodeDriver driver;
    private final NodeVolumes volumes;
    private final CloudController cloud;
    private final HttpClient visitor;

    private RealSite(Path folder, HubPlane plane, HttpClient visitor) throws IOException {
        this.folder = folder;
        this.plane = plane;
        this.visitor = visitor;
        FileSecretStore secrets = new FileSecretStore(folder.resolve("secrets"));
        this.clients = new KubernetesClients(secrets);
        this.kubeconfig = secrets.put("kubeconfig/real-hubs", plane.kubeconfig().getBytes(StandardCharsets.UTF_8));
        this.client = clients.open(kubeconfig);
        this.data = new VolumeFolders(folder.resolve("volumes"));
        this.driver = NodeDriver.start(plane, "lab-node", data);
        this.volumes = new NodeVolumes("real-hubs", client, data);
        this.cloud = new CloudController("real-hubs", client, HubPlane.NETWORK);
    }

    /** Starts it, with an ingress for these names and one without websockets under the name {@code plain}. */
    static RealSite start(Path folder, String... names) throws Exception {
        String tools = HubPrograms.tools(ToolFinder.create(), System.out::println);
        HubPlane plane = HubPlane.start(Files.createDirectories(folder.resolve("plane")), tools, Map.of());
        RealSite site = new RealSite(folder, plane, Visitor.by(plane.gateway(), plane.file("public-authority.crt")));
        try {
            HubCharts.unpack(folder.resolve("charts"));
            site.data.start(blockStorage());
            site.volumes.start();
            site.cloud.start();
            site.publish(SUPPORT);
            site.publish(NAMESPACE);
            site.deployIngress(Map.of());
            plane.zone().set("plain", site.addressOf("plain"));
            for (String name : names) {
                plane.zone().set(name, site.addressOf("ingress"));
            }
            return site;
        } catch (Exception e) {
            site.close();
            throw e;
        }
    }

    /** A client on the internet. */
    HttpClient visitor() {
        return visitor;
    }

    /** The port of the HTTP proxy by which a visitor reaches the public names. */
    int gateway() {
        return plane.gateway();
    }

    /** What is public beside the cluster. */
    PublicFiles files() {
        return PublicFiles.of(folder.resolve("plane"));
    }

    /** Values of a chart: its public name and certificate. */
    static Map<String, Object> ingress(URI address) {
        List<String> hosts = List.of(address.getHost());
        return Map.of(
                "enabled", true, "hosts", hosts, "tls", List.of(Map.of("hosts", hosts, "secretName", CERTIFICATE)));
    }

    /** Installs or upgrades a release of the hubs by the product's own activity, as a run does. */
    void deploy(String name, String chart, Map<String, Object> values) throws IOException {
        deploy(name, NAMESPACE, chart, values);
    }

    /** Installs or upgrades the ingress, with more values of the one without websockets, and waits until it runs. */
    void deployIngress(Map<String, Object> plain) throws IOException {
        deploy(SUPPORT, SUPPORT, "ingress", Map.of("plain", plain));
    }

    /** Why pods with a label do not run, by the product's own activity. */
    List<String> podTroubles(String label) {
        return new Fabric8KubernetesActivities(clients)
                .podTroubles(new LabelledPods("real-hubs", kubeconfig, label))
                .sentences();
    }

    /** The public zone. */
    PublicZone zone() {
        return plane.zone();
    }

    /** Has a Deployment of the hubs have so many pods, and waits until it has. */
    void scale(String deployment, int pods) {
        var scaled = client.apps().deployments().inNamespace(NAMESPACE).withName(deployment);
        Map<String, String> labels = scaled.get().getSpec().getSelector().getMatchLabels();
        scaled.scale(pods);
        Awaitility.await(deployment + " to have " + pods + " pods")
                .atMost(PATIENCE)
                .until(() -> {
                    List<Pod> all = client.pods()
                            .inNamespace(NAMESPACE)
                            .withLabels(labels)
                            .list()
                            .getItems();
                    return all.size() == pods && all.stream().allMatch(Readiness.getInstance()::isReady);
                });
    }

    /** Ends the pods of a Deployment, and waits until others run. */
    void restart(String deployment) {
        scale(deployment, 0);
        scale(deployment, 1);
    }

    /** A key of a Secret of the hubs. */
    String secret(String name, String key) {
        String encoded = client.secrets()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get()
                .getData()
                .get(key);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /** Changes a key of a Secret of the hubs. */
    void setSecret(String name, String key, String value) {
        client.secrets()
                .inNamespace(NAMESPACE)
                .withName(name)
                .edit(secret -> new SecretBuilder(secret)
                        .addToData(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                        .build());
    }

    /** Changes the certificate of the hubs' public names. */
    void setCertificate(String certificate, String key) {
        setSecret(CERTIFICATE, "tls.crt", certificate);
        setSecret(CERTIFICATE, "tls.key", key);
    }

    /** Deletes a claim of the hubs with its volume, which nothing uses. */
    void deleteClaim(String name) {
        client.persistentVolumeClaims().inNamespace(NAMESPACE).withName(name).delete();
        Awaitility.await(name + " to be gone")
                .atMost(PATIENCE)
                .until(() -> client.persistentVolumeClaims()
                                .inNamespace(NAMESPACE)
                                .withName(name)
                                .get()
                        == null);
    }

    /** Waits until the newest revision of everything in the hubs' namespace runs, as deployers wait. */
    void awaitRollout() {
        Awaitility.await("the rollout")
                .atMost(PATIENCE)
                .until(() -> client.apps().deployments().inNamespace(NAMESPACE).list().getItems().stream()
                                .allMatch(RealSite::isRolledOut)
                        && client.apps().daemonSets().inNamespace(NAMESPACE).list().getItems().stream()
                                .allMatch(RealSite::isRolledOut));
    }

    /** Waits until an address answers a visitor with 200, and goes on to: for a moment, an ingress leads to pods that have ended too. */
    void awaitAnswer(URI address) {
        Awaitility.await(address + " to answer")
                .during(SETTLED)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> statusOf(address) == 200);
    }

    @Override
    public void close() {
        cloud.close();
        volumes.close();
        driver.close();
        data.close();
        client.close();
        plane.close();
    }

    private void deploy(String name, String namespace, String chart, Map<String, Object> values) throws IOException {
        Path file = Files.write(
                folder.resolve(name + ".yaml"), JsonMapper.builder().build().writeValueAsBytes(values));
        Release release = new Release(
                name,
                namespace,
                folder.resolve("charts").resolve(chart).toString(),
                null,
                null,
                List.of(file.toString()),
                PATIENCE,
                null);
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
        try {
            temporal.registerActivitiesImplementations(new HelmJavaActivities(clients));
            ReleaseOutcome outcome = temporal.newActivityStub(
                            HelmActivities.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(PATIENCE)
                                    .build())
                    .ensureRelease(new ReleaseRequest("real-hubs", kubeconfig, release));
            if (!outcome.deployed()) {
                throw new IOException(outcome.detail());
            }
        } finally {
            temporal.close();
        }
    }

    /** A namespace with the certificate of the public names, and the authority for those who check it. */
    private void publish(String namespace) throws IOException {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(CERTIFICATE)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withType("kubernetes.io/tls")
                        .addToStringData("tls.crt", plane.file("public.crt"))
                        .addToStringData("tls.key", plane.file("public.key"))
                        .build())
                .create();
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(AUTHORITY)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToData("ca.crt", plane.file("public-authority.crt"))
                        .build())
                .create();
    }

    /** The address of a Service in the namespace of the ingress, once the cloud has given it one. */
    String addressOf(String service) {
        return client.services()
                .inNamespace(SUPPORT)
                .withName(service)
                .waitUntilCondition(
                        seen -> seen != null
                                && !seen.getStatus()
                                        .getLoadBalancer()
                                        .getIngress()
                                        .isEmpty(),
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS)
                .getStatus()
                .getLoadBalancer()
                .getIngress()
                .get(0)
                .getIp();
    }

    private static CloudVolumes blockStorage() {
        CloudFixture world = new CloudFixtureBuilder()
                .project(new CloudFixture.Project("hubs", null))
                .user(new CloudFixture.User("operator", null, "unused", null, "member", List.of()))
                .build();
        return new ProjectVolumes(new CloudInventory(world, Map.of(), name -> "hubs"), "hubs");
    }

    /** Where no node is wanted, a DaemonSet leaves out how many were brought up to date. */
    private static boolean isRolledOut(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        return Objects.equals(status.getObservedGeneration(), set.getMetadata().getGeneration())
                && Objects.equals(
                        Objects.requireNonNullElse(status.getUpdatedNumberScheduled(), 0),
                        status.getDesiredNumberScheduled())
                && Objects.equals(status.getNumberReady(), status.getDesiredNumberScheduled());
    }

    private static boolean isRolledOut(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        Integer wanted = deployment.getSpec().getReplicas();
        return Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && Objects.equals(status.getReplicas(), wanted)
                && Objects.equals(status.getUpdatedReplicas(), wanted)
                && Objects.equals(status.getReadyReplicas(), wanted);
    }

    private int statusOf(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return visitor.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
