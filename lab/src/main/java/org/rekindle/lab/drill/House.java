// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rekindle.activities.openstack.Clouds;
import org.rekindle.activities.openstack.OpenStackAccessActivities;
import org.rekindle.activities.openstack.OpenStackInventoryActivities;
import org.rekindle.activities.openstack.OpenStackMagnumActivities;
import org.rekindle.activities.report.FileReportActivities;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.paper.PaperGuard;
import org.rekindle.lab.paper.PaperTemporal;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryView;

/**
 * A Temporal server in memory, and a worker with the shipped workflows and OpenStack activities, for many runs one
 * after the other.
 */
final class House implements AutoCloseable {

    /** As the shipped worker has it. */
    private static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(10);

    private final Path folder;
    private final Stage stage;
    private final TestWorkflowEnvironment temporal;
    private final Clock clock;
    private final Map<String, Ground> grounds = new ConcurrentHashMap<>();

    /** A house that keeps its files in a folder. */
    House(Path folder, Stage stage) {
        this.folder = folder;
        this.stage = stage;
        this.temporal = PaperTemporal.start(stage.skipsTime());
        this.clock = PaperTemporal.clock(temporal);
        Clouds clouds = id -> ground(id).approach().clouds().of(id);
        FileSecretStore secrets = new FileSecretStore(folder.resolve("secrets"));
        Worker worker = temporal.newWorker(Names.TASK_QUEUE);
        Workflows.register(worker);
        worker.registerActivitiesImplementations(
                new PaperSurroundings(
                        id -> ground(id).approach().profile(),
                        endpoint -> issuedAt(endpoint.address()),
                        reference -> address(secrets.read(reference)),
                        clock),
                new OpenStackMagnumActivities(clouds, clock, SECOND_LOOK_AFTER),
                new OpenStackInventoryActivities(clouds),
                new OpenStackAccessActivities(clouds, secrets, clock),
                new PaperGuard(clock),
                new FileReportActivities(folder.resolve("reports")));
        temporal.start();
    }

    /** Plays one run to its end and judges it. */
    DrillRun play(long seed, Errand errand, Fate fate) throws IOException {
        return play(seed, errand, fate, errand);
    }

    /** Plays one run and judges it by what another errand calls for, by which one sees whether the referee does. */
    DrillRun play(long seed, Errand errand, Fate fate, Errand judgedAs) throws IOException {
        String id = idOf(seed);
        try (Ground ground = stage.ground(id, errand, fate, clock, folder)) {
            grounds.put(id, ground);
            WorkflowStub run = start(id, errand);
            Human human = new Human(temporal, clock, errand.answer(), stage.habit());
            RecoveryView end = human.accompany(run);
            ground.settle();
            return new Referee(seed, judgedAs, ground, human).judge(end);
        } finally {
            grounds.remove(id);
        }
    }

    /** The id in the fleet of the cluster of a run. */
    static String idOf(long seed) {
        return "drill-" + seed;
    }

    private WorkflowStub start(String id, Errand errand) {
        WorkflowClient client = temporal.getWorkflowClient();
        WorkflowStub run = client.newUntypedWorkflowStub(
                errand.isRotation() ? "RotateCertificates" : "RecoverCluster",
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Names.TASK_QUEUE)
                        .setWorkflowId(Names.workflowId(id))
                        .build());
        run.start(new RecoverRequest(id, "manual", "alice", false, null));
        return run;
    }

    private Ground ground(String id) {
        Ground ground = grounds.get(id);
        if (ground == null) {
            throw new IllegalStateException("The run of " + id + " is over");
        }
        return ground;
    }

    private List<Instant> issuedAt(String address) {
        return grounds.values().stream()
                .flatMap(ground -> ground.issuedAt(address).stream())
                .limit(1)
                .toList();
    }

    private static String address(byte[] kubeconfig) {
        try {
            return new YAMLMapper()
                    .readTree(kubeconfig)
                    .at("/clusters/0/cluster/server")
                    .asText();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a kubeconfig that was just made cannot be read", unreadable);
        }
    }

    @Override
    public void close() {
        temporal.close();
    }
}
