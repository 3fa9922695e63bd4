// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.autoscaler.AutoscalerSettings;
import org.rekindle.lab.cloud.Cloud;
import org.rekindle.lab.cloud.Faults;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.cloud.SimulatedOpenStack;
import org.rekindle.lab.hub.HubAddresses;
import org.rekindle.lab.hub.HubSettings;
import org.rekindle.lab.hub.HubSite;
import org.rekindle.lab.hub.LabCharts;
import org.rekindle.lab.hub.SimulatedHubs;
import org.rekindle.lab.hub.SimulatedRegistry;
import org.rekindle.lab.plane.LiveCluster;
import org.rekindle.lab.plane.PlaneBinaries;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.process.Closing;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.ssh.MachineDoor;
import org.rekindle.lab.truth.RealOpenStack;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Release;

/** The lab of one scenario, standing: the cloud, the machines in it, the hubs' public web, and the files that lead there. */
public final class House implements AutoCloseable {

    /**
     * A real cloud does not go faster: its create takes a minute. Deadlines are sped up by no more than this, so that four
     * hours for a create are four minutes.
     */
    private static final double REAL_SPEED_UP = 60;

    private static final Duration MACHINE_REPLACED_EVERY = Duration.ofMinutes(50);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String HUB_NAMESPACE = "binderhub";
    private static final String REGISTRY_USER = "lab+builder";

    private final Closing closing = new Closing();
    private final Path folder;
    private final LabClock clock;
    private final Cloud cloud;
    private final SimulatedHubs web;
    private final HubAddresses hubs;
    private final String registryPassword = UUID.randomUUID().toString();

    /**
     * Puts everything up and waits until the world is as the scenario says.
     *
     * @param openstack which cloud it is played in
     * @param folder everything that the lab writes; made when it is not there
     */
    public House(Scenario scenario, OpenStackKind openstack, Path folder, ToolFinder tools, Talk talk)
            throws IOException {
        this.folder = folder.toAbsolutePath();
        this.clock = LabClock.fasterBy(
                openstack == OpenStackKind.REAL ? Math.min(REAL_SPEED_UP, scenario.speedUp()) : scenario.speedUp());
        Files.createDirectories(this.folder);
        Furnishing furnishing = new Furnishing(new FileSecretStore(this.folder.resolve("furnishing")));
        try {
            PlaneBinaries binaries = binaries(tools, talk);
            AutoscalerSettings scaling = AutoscalerSettings.faster(scenario.speedUp());
            PlaneSettings planes = new PlaneSettings(
                    this.folder.resolve("machines"),
                    binaries,
                    "magnum-lab",
                    clock.real(MACHINE_REPLACED_EVERY),
                    LONGEST_START,
                    scenario.autoscalerWorks() ? scaling : silent(scaling));
            talk.say("starting the cloud, and a control plane with its hubs for each of its "
                    + scenario.world().clusters().size() + " clusters");
            RealMachines machines;
            if (openstack == OpenStackKind.REAL) {
                RealOpenStack real = closing.closes(
                        "cloud",
                        new RealOpenStack(
                                scenario.world(), this.folder.resolve("truth"), tools, planes, furnishing, talk::say));
                machines = real.machines();
                cloud = real;
            } else {
                machines = closing.closes("machines", new RealMachines(planes, Clock.systemUTC(), furnishing));
                cloud = closing.closes(
                        "cloud",
                        new SimulatedOpenStack(scenario.world(), machines, clock, new Faults(scenario.faults())));
            }
            web = closing.closes(
                    "hubs",
                    new SimulatedHubs(
                            machines::current,
                            new SimulatedRegistry(REGISTRY_USER, registryPassword),
                            HubSettings.faster(scenario.speedUp())));
            web.start();
            String first = scenario.world().clusters().get(0).name();
            hubs = web.publish(new HubSite(first, HUB_NAMESPACE));
            Map<String, String> places = places();
            if (scenario.usesSsh()) {
                MachineDoor door = closing.closes(
                        "SSH",
                        new MachineDoor(
                                this.folder.resolve("ssh"),
                                () -> machines.current(first).map(LiveCluster::root),
                                tools.ensure(Tool.KUBEADM, talk::say)));
                places.put("lab.keypair", door.key().toString());
                places.put("lab.ssh.port", String.valueOf(door.port()));
                places.put("lab.ssh.hostKey", door.hostKey());
                places.put("lab.machines", planes.folder().toString());
            }
            cloud.writeCloudsYaml(cloudsFile());
            new LabFleet(clock, places).write(scenario, fleetFile(), state());
            furnishing.furnish(releases(FleetFile.read(fleetFile())));
            cloud.awaitReady();
            furnishing.end();
        } catch (IOException | RuntimeException failed) {
            furnishing.giveUp(failed);
            closing.close();
            throw failed;
        }
    }

    /** The cloud. */
    public Cloud cloud() {
        return cloud;
    }

    /** The hubs' public addresses. */
    public HubAddresses hubs() {
        return hubs;
    }

    /** All secrets that were made or handed out in this house up to now, by name: none may turn up where it does not belong. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("the registry's password", registryPassword);
        secrets.put(
                "the registry's login in base64",
                Base64.getEncoder()
                        .encodeToString((REGISTRY_USER + ":" + registryPassword).getBytes(StandardCharsets.UTF_8)));
        for (String token : cloud.tokensGivenOut()) {
            secrets.put("Keystone token " + (secrets.size() + 1), token);
        }
        web.userTokens().forEach((user, token) -> secrets.put("the token of user " + user, token));
        web.hubTokens().forEach((cluster, token) -> secrets.put("the hub's token in " + cluster, token));
        return secrets;
    }

    /** Where everything lies. */
    public Path folder() {
        return folder;
    }

    /** The fleet file. */
    public Path fleetFile() {
        return folder.resolve("fleet.yaml");
    }

    /** OpenStack's own {@code clouds.yaml}, with an entry for each user and application credential. */
    public Path cloudsFile() {
        return folder.resolve("clouds.yaml");
    }

    /** The worker's secrets, reports and so on. */
    public Path state() {
        return folder.resolve("state");
    }

    @Override
    public void close() {
        closing.close();
    }

    /** What the places in a scenario stand for; their files are written. */
    private Map<String, String> places() throws IOException {
        Path charts = folder.resolve("charts");
        LabCharts.unpack(charts);
        Path registry = folder.resolve("registry.secret.values.yaml");
        OwnerOnly.write(
                registry,
                "buildPodsRegistryCredentials: {username: " + REGISTRY_USER + ", password: " + registryPassword
                        + "}\n");
        return new HashMap<>(Map.of(
                "lab.charts", charts.toString(),
                "lab.registry", registry.toString(),
                "lab.hub", hubs.hub().toString(),
                "lab.binder", hubs.binder().toString()));
    }

    /** The releases that the fleet file wants on each cluster, by Magnum's UUID or name. */
    private static Map<String, List<Release>> releases(FleetFile fleet) {
        return fleet.profiles().values().stream()
                .collect(Collectors.toMap(
                        ClusterProfile::magnumCluster,
                        ClusterProfile::releases,
                        (some, others) ->
                                Stream.concat(some.stream(), others.stream()).toList()));
    }

    private static AutoscalerSettings silent(AutoscalerSettings settings) {
        return new AutoscalerSettings(settings.scanEvery(), settings.nodeTakes(), settings.idleAfter(), false);
    }

    private static PlaneBinaries binaries(ToolFinder tools, Talk talk) {
        return new PlaneBinaries(
                tools.ensure(Tool.ETCD, talk::say),
                tools.ensure(Tool.KUBE_APISERVER, talk::say),
                tools.ensure(Tool.KUBE_CONTROLLER_MANAGER, talk::say),
                tools.ensure(Tool.KUBE_SCHEDULER, talk::say),
                tools.ensure(Tool.KWOK, talk::say));
    }
}
