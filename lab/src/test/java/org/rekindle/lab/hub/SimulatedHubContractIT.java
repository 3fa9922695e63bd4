// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.autoscaler.AutoscalerSettings;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;
import org.rekindle.lab.plane.LiveCluster;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.plane.TestAuthority;
import org.rekindle.lab.plane.TestTools;

/** The contract, held by the simulated hubs over a real control plane, whose scheduler says why a server does not start. */
class SimulatedHubContractIT extends HubContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAMESPACE = "binderhub";
    private static final HubSite SITE = new HubSite("pythia", NAMESPACE);
    private static final String VALUES = """
            config: {singleuser: {profileList: [{slug: nowhere, nodeSelector: {nowhere: here}}]}}
            hub:
              services: {canary: {apiToken: %s}, onlooker: {apiToken: %s}}
              loadRoles:
                canary: {scopes: ["admin:users", servers, tokens], services: [canary]}
                onlooker: {scopes: ["read:users", "list:users"], services: [onlooker]}
            """;

    @TempDir
    private static Path plane;

    private RealMachines machines;
    private SimulatedHubs hubs;
    private SimulatedHubs plain;
    private final List<SimulatedHubs> behindLogins = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        LabCharts.unpack(plane.resolve("charts"));
        Files.writeString(plane.resolve("values.yaml"), VALUES.formatted(TOKEN, WEAK));
        AutoscalerSettings autoscaler =
                new AutoscalerSettings(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(5), true);
        PlaneSettings settings = new PlaneSettings(
                plane.resolve("planes"),
                TestTools.binaries(),
                "magnum-0123",
                Duration.ofSeconds(5),
                PATIENCE,
                autoscaler,
                null);
        machines = new RealMachines(settings, Clock.systemUTC(), (blueprint, cluster) -> {
            install(cluster, "support", "support");
            install(cluster, "binderhub", NAMESPACE);
        });
        machines.boot(blueprint()).ready().get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        hubs = hubs(true, null);
        plain = hubs(false, null);
    }

    @Override
    URI behindLogin(String header, String value) {
        SimulatedHubs fresh = hubs(true, new FrontLogin(header, value));
        behindLogins.add(fresh);
        return fresh.publish(SITE).hub();
    }

    @AfterAll
    void stop() {
        behindLogins.forEach(SimulatedHubs::close);
        hubs.close();
        plain.close();
        machines.close();
    }

    @Override
    URI hub() {
        return hubs.publish(SITE).hub();
    }

    @Override
    URI withoutWebsockets() {
        return plain.publish(SITE).hub();
    }

    /** As ingress-nginx answers. */
    @Override
    String withoutEndpoint() {
        return "HTTP 503 (503 Service Temporarily Unavailable) by what stands in front, such as the ingress: nothing behind it"
                + " answers";
    }

    @Override
    void scale(String deployment, int pods) {
        machines.current(SITE.clusterName())
                .orElseThrow()
                .eyes()
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(deployment)
                .scale(pods);
    }

    private SimulatedHubs hubs(boolean websockets, @Nullable FrontLogin login) {
        HubSettings fast = new HubSettings(
                Duration.ofMillis(700),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                websockets,
                login);
        return new SimulatedHubs(machines::current, new SimulatedRegistry("robot", "unused"), fast).start();
    }

    private static void install(LiveCluster cluster, String chart, String namespace) {
        try {
            Path kubeconfig = Files.writeString(plane.resolve(cluster.uuid() + ".kubeconfig"), cluster.kubeconfig());
            Helm.install(plane.resolve("charts").resolve(chart).toString())
                    .withName(chart)
                    .withNamespace(namespace)
                    .createNamespace()
                    .withValuesFile(plane.resolve("values.yaml"))
                    .waitReady()
                    .withTimeout((int) PATIENCE.toSeconds())
                    .withKubeConfig(kubeconfig)
                    .call();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Blueprint blueprint() {
        return new Blueprint(
                UUID.randomUUID().toString(),
                SITE.clusterName(),
                "new-abcdefghijkl",
                "v1.31.0",
                "0.16.0",
                List.of(
                        new NodeGroup("core", "m3.quad", 1, 1, 5),
                        new NodeGroup("user-m3.large", "m3.large", 1, 1, 10)),
                TestAuthority.since(Instant.now().minus(Duration.ofDays(400))),
                Instant.now().minusSeconds(60));
    }
}
