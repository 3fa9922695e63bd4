// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudSessions;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.CloudsFile;
import org.rekindle.activities.openstack.OpenStackAccessActivities;
import org.rekindle.activities.openstack.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.OpenStackMagnumActivities;
import org.rekindle.activities.report.FileReportActivities;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.cloud.Faults;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.SimulatedOpenStack;
import org.rekindle.lab.hub.LabCharts;
import org.rekindle.lab.paper.PaperFacts;
import org.rekindle.lab.paper.PaperGuard;
import org.rekindle.lab.paper.PaperHubs;
import org.rekindle.lab.paper.PaperKubernetes;
import org.rekindle.lab.paper.PaperMachines;
import org.rekindle.lab.paper.PaperSite;
import org.rekindle.lab.paper.PaperSsh;
import org.rekindle.lab.paper.PaperTemporal;
import org.rekindle.lab.paper.SkippedTime;
import org.rekindle.lab.process.Closing;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.lab.proxy.FaultProxy;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.Workflows;

/**
 * The lab of one scenario on time that is skipped. The workflows, the client of OpenStack with all that it sends over HTTP, the fleet
 * file, the secret store and the reports are those that are shipped; the cloud is the simulated one; Kubernetes, hubs, Helm and
 * machines are on paper.
 */
final class PaperHouse implements AutoCloseable {

    private static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final Closing closing = new Closing();
    private final TestWorkflowEnvironment temporal;
    private final Clock clock;
    private final SimulatedOpenStack cloud;
    private final FleetFile fleet;

    /**
     * Sets everything up in a folder, with the clusters of the scenario's world as they are at its start.
     *
     * @param given the fleet file, whose {@code clouds.yaml} is written into the folder; null for the scenario's own
     */
    PaperHouse(Scenario scenario, @Nullable FleetFile given, Path folder) throws IOException {
        PaperFacts facts = Objects.requireNonNullElse(scenario.paper(), PaperFacts.ALL_WELL);
        try {
            temporal = closing.closes("Temporal", PaperTemporal.start(true));
            clock = PaperTemporal.clock(temporal);
            SkippedTime time = new SkippedTime(clock);
            PaperMachines machines = closing.closes("machines", new PaperMachines());
            PaperSite site = new PaperSite(facts, machines, time);
            cloud = closing.closes(
                    "cloud",
                    new SimulatedOpenStack(
                            scenario.world(), machines, new LabClock(time, 1, time), new Faults(scenario.faults())));
            cloud.awaitReady();
            site.begins();
            String address =
                    cloud.identityUrl().substring(0, cloud.identityUrl().indexOf("/identity"));
            FaultProxy proxy = closing.closes("proxy", new FaultProxy(List.of(address), Fate.KIND, time));
            writeClouds(folder, proxy);
            fleet = given == null ? writeFleet(scenario, folder) : given;
            work(fleet, site);
        } catch (IOException | RuntimeException failed) {
            closing.close();
            throw failed;
        }
    }

    private void writeClouds(Path folder, FaultProxy proxy) throws IOException {
        Path clouds = folder.resolve("clouds.yaml");
        cloud.writeCloudsYaml(clouds);
        // Whatever asks the cloud goes through the proxy, which lets time catch up first.
        OwnerOnly.write(clouds, proxy.behind(Files.readString(clouds)));
    }

    private static FleetFile writeFleet(Scenario scenario, Path folder) throws IOException {
        Path charts = folder.resolve("charts");
        LabCharts.unpack(charts);
        Path registry = folder.resolve("registry.secret.values.yaml");
        OwnerOnly.write(registry, "buildPodsRegistryCredentials: {username: on, password: paper}\n");
        Path key = folder.resolve("keypair");
        OwnerOnly.write(key, "no key is needed on paper\n");
        Path file = folder.resolve("fleet.yaml");
        new LabFleet(
                        LabClock.fasterBy(1),
                        Map.of(
                                "lab.charts", charts.toString(),
                                "lab.registry", registry.toString(),
                                "lab.keypair", key.toString(),
                                "lab.hub", "https://hub.example.org",
                                "lab.binder", "https://binder.example.org"))
                .write(scenario, file, folder.resolve("state"));
        return FleetFile.read(file);
    }

    private void work(FleetFile said, PaperSite site) {
        Clouds clouds = new CloudSessions(new CloudsFile(said.cloudsFile()), CONNECT_TIMEOUT, ANSWER_TIMEOUT, clock);
        FileSecretStore secrets = new FileSecretStore(said.stateFolder().resolve("secrets"));
        Worker worker = temporal.newWorker(Names.TASK_QUEUE);
        Workflows.register(worker);
        worker.registerActivitiesImplementations(
                said,
                new PaperKubernetes(site),
                new PaperHubs(site),
                new PaperSsh(site),
                new PaperGuard(clock),
                new OpenStackMagnumActivities(clouds, clock, SECOND_LOOK_AFTER),
                new OpenStackInventoryActivities(clouds),
                new OpenStackAccessActivities(clouds, secrets, clock),
                new FileReportActivities(said.stateFolder().resolve("reports")));
        temporal.start();
    }

    TestWorkflowEnvironment temporal() {
        return temporal;
    }

    Clock clock() {
        return clock;
    }

    SimulatedOpenStack cloud() {
        return cloud;
    }

    FleetFile fleet() {
        return fleet;
    }

    @Override
    public void close() {
        closing.close();
    }
}
