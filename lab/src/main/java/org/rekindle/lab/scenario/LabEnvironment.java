// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.autoscaler.AutoscalerSettings;
import org.rekindle.lab.cloud.Cloud;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;
import org.rekindle.lab.hub.HubAddresses;
import org.rekindle.lab.hub.HubSite;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.hub.WayIn;
import org.rekindle.lab.messages.MessageRecorder;
import org.rekindle.lab.plane.LiveCluster;
import org.rekindle.lab.plane.PlaneBinaries;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.lab.realopenstack.RealOpenStack;
import org.rekindle.lab.ssh.MachineDoor;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Release;

/** The lab of one scenario, standing: the cloud, the machines in it, the hubs' public web, and the files that lead there. */
public final class LabEnvironment implements AutoCloseable {

    /**
     * A real cloud does not go faster: its create takes a minute. Deadlines are sped up by no more than this, so that four
     * hours for a create are four minutes.
     */
    private static final double REAL_SPEED_UP = 60;

    private static final Duration MACHINE_REPLACED_EVERY = Duration.ofMinutes(50);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String HUB_NAMESPACE = "binderhub";

    private final ResourceStack resources = new ResourceStack();
    private final Path folder;
    private final LabClock clock;
    private final Cloud cloud;
    private final RealMachines machines;
    private final HubSite site;
    private final HubsOfRun hubs;
    private final MessageRecorder messages;
    private final @Nullable Monitoring monitoring;

    /**
     * Puts everything up and waits until the world is as the scenario says.
     *
     * @param openstack which cloud it is played in
     * @param kind which hubs its clusters have
     * @param folder everything that the lab writes; made when it is not there
     */
    public LabEnvironment(
            Scenario scenario, OpenStackKind openstack, HubsKind kind, Path folder, ToolFinder tools, Talk talk)
            throws IOException {
        this.folder = folder.toAbsolutePath();
        this.clock = LabClock.fasterBy(
                openstack == OpenStackKind.REAL ? Math.min(REAL_SPEED_UP, scenario.speedUp()) : scenario.speedUp());
        Files.createDirectories(this.folder);
        WorkloadSeeding furnishing = new WorkloadSeeding(new FileSecretStore(this.folder.resolve("furnishing")));
        try {
            RealHubsOfRun realHubs = kind == HubsKind.REAL
                    ? resources.closes("hubs", new RealHubsOfRun(this.folder, tools, talk))
                    : null;
            PlaneBinaries binaries = binaries(tools, talk);
            AutoscalerSettings scaling = AutoscalerSettings.faster(scenario.speedUp());
            PlaneSettings planes = new PlaneSettings(
                    this.folder.resolve("machines"),
                    binaries,
                    "magnum-lab",
                    clock.real(MACHINE_REPLACED_EVERY),
                    LONGEST_START,
                    scenario.autoscalerWorks() ? scaling : silent(scaling),
                    realHubs == null ? null : realHubs.nodes());
            talk.say("starting the cloud, and a control plane with its hubs for "
                    + Text.count(scenario.world().clusters().size(), "cluster"));
            CloudVolumes volumes;
            if (openstack == OpenStackKind.REAL) {
                RealOpenStack real = resources.closes(
                        "cloud",
                        new RealOpenStack(
                                scenario.world(),
                                this.folder.resolve("openstack"),
                                tools,
                                planes,
                                furnishing,
                                talk::say));
                machines = real.machines();
                volumes = real.blockStorage();
                cloud = real;
            } else {
                machines = resources.closes("machines", new RealMachines(planes, Clock.systemUTC(), furnishing));
                SimulatedOpenStack simulated = resources.closes(
                        "cloud",
                        new SimulatedOpenStack(scenario.world(), machines, clock, new CloudFaults(scenario.faults())));
                volumes = simulated.blockStorage();
                cloud = simulated;
            }
            if (realHubs != null) {
                realHubs.keepVolumesIn(volumes);
            }
            String first = scenario.world().clusters().get(0).name();
            site = new HubSite(first, HUB_NAMESPACE);
            hubs = realHubs == null
                    ? resources.closes("hubs", new SimulatedHubsOfRun(scenario, site, machines, this.folder))
                    : realHubs;
            Map<String, String> places = new HashMap<>(hubs.places());
            if (scenario.usesSsh()) {
                MachineDoor door = resources.closes(
                        "SSH",
                        new MachineDoor(
                                this.folder.resolve("ssh"),
                                () -> machines.current(first).map(LiveCluster::root),
                                tools.ensure(LabTools.KUBEADM, talk::say)));
                places.put("lab.keypair", door.key().toString());
                places.put("lab.ssh.port", String.valueOf(door.port()));
                places.put("lab.ssh.hostKey", door.hostKey());
                places.put("lab.machines", planes.folder().toString());
            }
            messages = resources.closes("messages", new MessageRecorder(this.folder));
            places.putAll(messages.places());
            monitoring = scenario.start().alertmanager()
                    ? resources.closes(
                            "monitoring",
                            new Monitoring(this.folder, messages, tools.ensure(LabTools.ALERTMANAGER, talk::say)))
                    : null;
            if (monitoring != null) {
                places.putAll(monitoring.places());
            }
            cloud.writeCloudsYaml(cloudsFile());
            new LabFleet(clock, places).write(scenario, fleetFile(), state());
            furnishing.furnish(releases(FleetFile.read(fleetFile())), hubs::welcomeUsers);
            cloud.awaitReady();
            furnishing.end();
        } catch (IOException | RuntimeException failed) {
            furnishing.giveUp(failed);
            resources.close();
            throw failed;
        }
    }

    /** The cloud. */
    public Cloud cloud() {
        return cloud;
    }

    /** The hubs' public addresses. */
    public HubAddresses hubs() {
        return hubs.addresses();
    }

    /** How a browser comes to the hubs; empty where their addresses lead there by themselves. */
    public Optional<WayIn> wayIn() {
        return hubs.wayIn();
    }

    /** What stands before a worker's command so that the hubs' addresses lead there. */
    List<String> workerPrefix() {
        return hubs.workerPrefix();
    }

    /** Has a person do outside of the run what it asks for. */
    void heed(String request) {
        hubs.heed(request);
    }

    /** All secrets that were made or handed out in this environment up to now, by name: none may turn up where it does not belong. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>(hubs.secrets());
        for (String token : cloud.tokensGivenOut()) {
            secrets.put("Keystone token " + (secrets.size() + 1), token);
        }
        secrets.put("the key of the messages", messages.secret());
        monitoring().ifPresent(each -> secrets.putAll(each.secrets()));
        secrets.putAll(hubSecrets());
        return secrets;
    }

    /** What the hub's Secret holds, by key and cluster: what a rebuild loses unless it is rescued. */
    Map<String, String> hubSecrets() {
        Map<String, String> secrets = new TreeMap<>();
        machines.current(site.clusterName())
                .map(site::secrets)
                .orElse(Map.of())
                .forEach((key, value) -> secrets.put(key + " of the Secret hub in " + site.clusterName(), value));
        return secrets;
    }

    /** What people were told. */
    MessageRecorder messages() {
        return messages;
    }

    /** What the run begins with; empty where a person begins it. */
    Optional<Monitoring> monitoring() {
        return Optional.ofNullable(monitoring);
    }

    /** What the users of before miss now, in sentences. */
    List<String> missedByUsers() {
        return hubs.missedByUsers();
    }

    /** Which users of a proof are left on the hubs now, in sentences. */
    List<String> leftByProofs() {
        return hubs.leftByProofs(FleetFile.read(fleetFile()).profiles().values().stream()
                .flatMap(profile -> profile.verification().everyHub().stream())
                .map(hub -> hub.verification().canary(""))
                .collect(Collectors.toSet()));
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
        resources.close();
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
                tools.ensure(LabTools.ETCD, talk::say),
                tools.ensure(LabTools.KUBE_APISERVER, talk::say),
                tools.ensure(LabTools.KUBE_CONTROLLER_MANAGER, talk::say),
                tools.ensure(LabTools.KUBE_SCHEDULER, talk::say),
                tools.ensure(LabTools.KWOK, talk::say));
    }
}
