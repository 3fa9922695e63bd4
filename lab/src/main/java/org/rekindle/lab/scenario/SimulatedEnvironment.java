// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.SignatureCheckActivities;
import org.rekindle.activities.notify.NoticeLinks;
import org.rekindle.activities.notify.NotifyByChannel;
import org.rekindle.activities.openstack.access.OpenStackAccessActivities;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.inventory.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities;
import org.rekindle.activities.report.FileReportActivities;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.fake.FakeFacts;
import org.rekindle.lab.fake.FakeHubs;
import org.rekindle.lab.fake.FakeKubernetes;
import org.rekindle.lab.fake.FakeRateLimit;
import org.rekindle.lab.fake.FakeRescue;
import org.rekindle.lab.fake.FakeSite;
import org.rekindle.lab.fake.FakeSsh;
import org.rekindle.lab.fake.InMemoryTemporal;
import org.rekindle.lab.hub.LabCharts;
import org.rekindle.lab.messages.MessageRecorder;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.lab.proxy.FaultProxy;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/**
 * The lab of one scenario in memory. The workflows, the client of OpenStack with all that it sends over HTTP, the fleet file, the
 * secret store and the reports are those that are shipped; the cloud is that of the testbed; Kubernetes, hubs, Helm and machines
 * are fakes.
 */
final class SimulatedEnvironment implements AutoCloseable {

    private static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final ResourceStack resources = new ResourceStack();
    private final TestWorkflowEnvironment temporal;
    private final Clock clock;
    private final Testbed testbed;
    private final FaultProxy proxy;
    private final MessageRecorder messages;
    private final FleetFile fleet;

    /**
     * Sets everything up in a folder.
     *
     * @param given the fleet file, whose {@code clouds.yaml} is written into the folder; null for the scenario's own
     */
    SimulatedEnvironment(Scenario scenario, @Nullable FleetFile given, PlayConditions conditions, Path folder)
            throws IOException {
        FakeFacts facts = Objects.requireNonNullElse(scenario.simulated(), FakeFacts.ALL_WELL);
        try {
            temporal = resources.closes("Temporal", InMemoryTemporal.start(conditions.skipsTime()));
            clock = InMemoryTemporal.clock(temporal);
            testbed = resources.closes("testbed", conditions.testbeds().open(scenario, clock, folder));
            FakeSite site = new FakeSite(facts, testbed.controlPlanes(), testbed.transit(), testbed.time());
            site.begins();
            proxy = resources.closes(
                    "proxy", new FaultProxy(testbed.addresses(), conditions.faults(), testbed.transit()));
            messages = resources.closes("messages", new MessageRecorder(folder));
            writeClouds(folder);
            fleet = given == null ? writeFleet(scenario, folder) : given;
            ApprovalRules rules = given == null ? fleet.approvalRules() : asGiven(given);
            work(fleet, rules, new FakeHubs(site, scenario.passesWebsockets(), scenario.hasLoginInFront()), site);
        } catch (IOException | RuntimeException failed) {
            resources.close();
            throw failed;
        }
    }

    private void writeClouds(Path folder) throws IOException {
        Path clouds = folder.resolve("clouds.yaml");
        testbed.writeCloudsYaml(clouds);
        // Every request goes through the proxy, which lets the cloud catch up with the time first.
        OwnerOnly.write(clouds, proxy.behind(Files.readString(clouds)));
    }

    private FleetFile writeFleet(Scenario scenario, Path folder) throws IOException {
        Path charts = folder.resolve("charts");
        LabCharts.unpack(charts);
        Path registry = folder.resolve("registry.secret.values.yaml");
        OwnerOnly.write(registry, "buildPodsRegistryCredentials: {username: simulated, password: simulated}\n");
        Path token = folder.resolve("hub.token");
        OwnerOnly.write(token, "simulated\n");
        Path login = folder.resolve("login.secret");
        OwnerOnly.write(login, FakeHubs.LOGIN + "\n");
        Path key = folder.resolve("keypair");
        OwnerOnly.write(key, "a simulated machine needs no key\n");
        Map<String, String> places = new HashMap<>(testbed.places());
        places.putAll(messages.places());
        places.putAll(Map.of(
                "lab.charts", charts.toString(),
                "lab.registry", registry.toString(),
                "lab.keypair", key.toString(),
                "lab.hubToken", token.toString(),
                "lab.login", login.toString(),
                "lab.hub", "https://hub.example.org",
                "lab.binder", "https://binder.example.org"));
        Path file = folder.resolve("fleet.yaml");
        new LabFleet(LabClock.fasterBy(1), places).write(scenario, file, folder.resolve("state"));
        return FleetFile.read(file);
    }

    /** A fleet file that was changed for the lab is not the one on the disk. */
    private static ApprovalRules asGiven(FleetFile given) {
        return cluster -> {
            ClusterProfile profile = Objects.requireNonNull(given.profiles().get(cluster));
            return new ApprovalRule(profile.policy().approval(), given.signers(), given.meant(profile));
        };
    }

    private void work(FleetFile said, ApprovalRules rules, FakeHubs hubs, FakeSite site) {
        Clouds clouds = new CloudSessions(new CloudsFile(said.cloudsFile()), CONNECT_TIMEOUT, ANSWER_TIMEOUT, clock);
        FileSecretStore secrets = new FileSecretStore(said.stateFolder().resolve("secrets"));
        Worker worker = temporal.newWorker(Identifiers.TASK_QUEUE);
        Workflows.register(worker);
        worker.registerActivitiesImplementations(
                said,
                new FakeKubernetes(site),
                new FakeRescue(site),
                hubs,
                new FakeSsh(site),
                new FakeRateLimit(clock),
                new OpenStackMagnumActivities(clouds, clock, SECOND_LOOK_AFTER, rules),
                new SignatureCheckActivities(rules, clock),
                new OpenStackInventoryActivities(clouds),
                new OpenStackAccessActivities(clouds, secrets, clock),
                new FileReportActivities(said.stateFolder().resolve("reports")),
                new NotifyByChannel(said.channels().byName().values(), NoticeLinks.NONE));
        temporal.start();
    }

    TestWorkflowEnvironment temporal() {
        return temporal;
    }

    Clock clock() {
        return clock;
    }

    Testbed testbed() {
        return testbed;
    }

    /** All requests that went to the cloud, in their order. */
    List<Exchange> exchanges() {
        return proxy.exchanges();
    }

    /** What people were told. */
    MessageRecorder messages() {
        return messages;
    }

    FleetFile fleet() {
        return fleet;
    }

    @Override
    public void close() {
        resources.close();
    }
}
