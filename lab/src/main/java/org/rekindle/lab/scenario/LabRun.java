// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.history.v1.History;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;

/** Plays one scenario to its end, on a real Temporal server, with the worker as it is shipped. */
public final class LabRun implements AutoCloseable {

    private static final Duration LONGEST_WORKER_START = Duration.ofSeconds(60);

    private final ResourceStack resources = new ResourceStack();
    private final Scenario scenario;
    private final Settings settings;
    private final Talk talk;

    /**
     * How to play it.
     *
     * @param openstack which cloud it is played in
     * @param hubs which hubs its clusters have
     * @param folder everything that the lab writes
     * @param killWorkerEvery how often the worker is killed on average, null for never
     * @param killServerEvery how often the Temporal server is killed on average, null for never
     * @param seed decides the moments of killing
     * @param longest how long the run may take in real time
     */
    public record Settings(
            OpenStackKind openstack,
            HubsKind hubs,
            Path folder,
            @Nullable Duration killWorkerEvery,
            @Nullable Duration killServerEvery,
            long seed,
            Duration longest) {}

    /** Prepares; {@link #play} starts. */
    public LabRun(Scenario scenario, Settings settings, Talk talk) {
        this.scenario = scenario;
        this.settings = settings;
        this.talk = talk;
    }

    /** Plays it; everything that was started is gone when this returns or throws. */
    public LabResult play() throws IOException, InterruptedException {
        try (this) {
            ToolFinder tools = ToolFinder.create();
            Path temporalBinary = tools.ensure(Tool.TEMPORAL, talk::say);
            LabEnvironment environment = resources.closes(
                    "environment",
                    new LabEnvironment(
                            scenario, settings.openstack(), settings.hubs(), settings.folder(), tools, talk));
            Temporal temporal = resources.closes(
                    "Temporal",
                    new Temporal(
                            temporalBinary, settings.folder().resolve("temporal.db"), temporalLog(settings.folder())));
            talk.say("Temporal's UI: " + temporal.ui() + "/namespaces/default/workflows");
            return play(environment, temporal);
        }
    }

    @Override
    public void close() {
        resources.close();
    }

    private LabResult play(LabEnvironment environment, Temporal temporal) throws IOException, InterruptedException {
        Path log = environment.folder().resolve("worker.log");
        KillableWorker worker = resources.closes(
                "worker",
                new KillableWorker(environment.fleetFile(), temporal.address(), environment.workerPrefix(), log));
        TemporalAddress address = new TemporalAddress(temporal.address(), null);
        TemporalConnection connection = resources.closes("connection", TemporalConnection.open(address, null));
        awaitWorker(connection, worker, log);
        Recoveries recoveries = resources.closes("runs", TemporalRecoveries.connect(address));

        String cluster = scenario.start().recover();
        double start = talk.seconds();
        Duration cloudBefore = environment.cloud().cloudTime();
        Map<String, String> hubsBefore = environment.hubSecrets();
        begin(environment, recoveries, cluster);
        Resumption resumption = new Resumption(connection, Identifiers.workflowId(cluster));
        ResourceStack killers = resources.closes("killers", new ResourceStack());
        if (settings.killWorkerEvery() != null) {
            killers.closes(
                    "killer of the worker",
                    new Killer(
                            "the worker",
                            () -> resumption.measure(worker::killAndRestart),
                            settings.killWorkerEvery(),
                            settings.seed(),
                            talk));
        }
        if (settings.killServerEvery() != null) {
            killers.closes(
                    "killer of the server",
                    new Killer(
                            "the Temporal server",
                            temporal::killAndRestart,
                            settings.killServerEvery(),
                            settings.seed() + 1,
                            talk));
        }
        Follow.End end = new Follow(recoveries, people(environment, recoveries), talk)
                .toTheEnd(cluster, start + settings.longest().toSeconds());
        double total = talk.seconds() - start;
        killers.close();
        Duration cloudTook = environment.cloud().cloudTime().minus(cloudBefore);
        return judge(environment, connection, worker, resumption, end, total, cloudTook, hubsBefore, log);
    }

    /** By a person, or by an alert: then the run is there when the senders have told the worker. */
    private void begin(LabEnvironment environment, Recoveries recoveries, String cluster)
            throws IOException, InterruptedException {
        Optional<Monitoring> monitoring = environment.monitoring();
        if (monitoring.isPresent()) {
            talk.say("Alertmanager fires: the hub of " + cluster + " cannot start servers");
            monitoring.get().fire(cluster);
        } else {
            talk.say("recover " + cluster + ", asked for by " + scenario.start().by());
            recoveries.recover(
                    new RecoverRequest(cluster, "manual", scenario.start().by(), false, null));
        }
    }

    private People people(LabEnvironment environment, Recoveries recoveries) {
        return new People(
                scenario,
                recoveries,
                talk,
                Clock.systemUTC(),
                new LabKeys(environment.folder().resolve("keys")),
                environment::heed);
    }

    private LabResult judge(
            LabEnvironment environment,
            TemporalConnection connection,
            KillableWorker worker,
            Resumption resumption,
            Follow.End end,
            double total,
            Duration cloudTook,
            Map<String, String> hubsBefore,
            Path log)
            throws IOException, InterruptedException {
        RecoveryView view = end.view();
        Mutations mutations = environment.cloud().mutations();
        int clustersLeft = environment.cloud().clustersLeft();
        WorkflowExecutionHistory own =
                connection.client().fetchHistory(Identifiers.workflowId(view.cluster()), view.runId());
        long events = own.getHistory().getEventsCount();
        Judge judge = new Judge(scenario);
        if (end.problem() != null) {
            judge.add(end.problem());
        }
        judge.run(view);
        Map<String, History> histories = histories(connection.client(), own, view);
        judge.cloud(
                mutations,
                clustersLeft,
                Approvals.of(
                        histories.values(),
                        connection.client().getOptions().getDataConverter(),
                        scenario.preApproved()));
        judge.history(events);
        judge.runs(histories.keySet().stream()
                .filter(name -> name.startsWith(Identifiers.workflowId(view.cluster()) + ", run "))
                .count());
        judge.hubs(hubsBefore, environment.hubSecrets()).ifPresent(talk::say);
        judge.users(environment.missedByUsers());
        judge.proofs(environment.leftByProofs());
        judge.messages(environment.messages());
        Path secretStore = environment.state().resolve("secrets");
        SecretHunt hunt = new SecretHunt(scenario.world(), environment.secrets(), secretStore);
        judge.secrets(hunt.inHistories(histories));
        judge.secrets(hunt.inFile(log));
        judge.secrets(hunt.inFile(temporalLog(environment.folder())));
        judge.secrets(hunt.inFolder(environment.state(), secretStore));
        judge.secrets(hunt.inText("the worker's metrics", worker.metrics(LONGEST_WORKER_START)));
        return new LabResult(
                scenario.name(),
                view.outcome() == null ? null : view.outcome().name(),
                view.decisions(),
                counts(mutations),
                clustersLeft,
                events,
                cloudTook.toMillis() / 1000.0,
                Math.round(total * 10) / 10.0,
                Follow.phaseSeconds(view),
                worker.kills(),
                resumption.seconds(),
                worker.peakMemoryMiB(),
                judge.violations(),
                view.report());
    }

    private static Path temporalLog(Path folder) {
        return folder.resolve("temporal.log");
    }

    /** Of our own run and of all others that there were: a survey may have started some. */
    private static Map<String, History> histories(
            WorkflowClient client, WorkflowExecutionHistory own, RecoveryView view) {
        Map<String, History> histories = new LinkedHashMap<>();
        histories.put(nameOf(Identifiers.workflowId(view.cluster()), view.runId()), own.getHistory());
        try (Stream<WorkflowExecutionMetadata> runs = client.listExecutions(null)) {
            runs.map(WorkflowExecutionMetadata::getExecution)
                    .forEach(run -> histories.computeIfAbsent(
                            nameOf(run.getWorkflowId(), run.getRunId()),
                            name -> client.fetchHistory(run.getWorkflowId(), run.getRunId())
                                    .getHistory()));
        }
        return histories;
    }

    private static String nameOf(String workflowId, String runId) {
        return workflowId + ", run " + runId;
    }

    private static Map<String, Integer> counts(Mutations mutations) {
        return mutations.carriedOut().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));
    }

    /** The worker is there when Temporal sees it ask for work. */
    private static void awaitWorker(TemporalConnection connection, KillableWorker worker, Path log)
            throws InterruptedException {
        DescribeTaskQueueRequest question = DescribeTaskQueueRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(Identifiers.TASK_QUEUE))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                .build();
        long deadline = System.nanoTime() + LONGEST_WORKER_START.toNanos();
        while (connection.stubs().blockingStub().describeTaskQueue(question).getPollersCount() == 0) {
            if (!worker.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The worker did not start: " + String.join("\n", ChildProcess.tail(log, 30)));
            }
            Thread.sleep(100);
        }
    }
}
