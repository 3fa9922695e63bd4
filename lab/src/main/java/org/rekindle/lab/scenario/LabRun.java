// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.temporal.api.common.v1.WorkflowExecution;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Closing;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryView;

/** Plays one scenario to its end, on a real Temporal server, with the worker as it is shipped. */
public final class LabRun implements AutoCloseable {

    private static final Duration LONGEST_WORKER_START = Duration.ofSeconds(60);

    private final Closing closing = new Closing();
    private final Scenario scenario;
    private final Settings settings;
    private final Talk talk;

    /**
     * How to play it.
     *
     * @param openstack which cloud it is played in
     * @param folder everything that the lab writes
     * @param killWorkerEvery how often the worker is killed on average, null for never
     * @param killServerEvery how often the Temporal server is killed on average, null for never
     * @param seed decides the moments of killing
     * @param longest how long the run may take in real time
     */
    public record Settings(
            OpenStackKind openstack,
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
            House house =
                    closing.closes("house", new House(scenario, settings.openstack(), settings.folder(), tools, talk));
            Temporal temporal = closing.closes(
                    "Temporal",
                    new Temporal(
                            temporalBinary, settings.folder().resolve("temporal.db"), temporalLog(settings.folder())));
            talk.say("Temporal's UI: " + temporal.ui() + "/namespaces/default/workflows");
            return play(house, temporal);
        }
    }

    @Override
    public void close() {
        closing.close();
    }

    private LabResult play(House house, Temporal temporal) throws IOException, InterruptedException {
        Path log = house.folder().resolve("worker.log");
        KillableWorker worker =
                closing.closes("worker", new KillableWorker(house.fleetFile(), temporal.address(), log));
        TemporalAddress address = new TemporalAddress(temporal.address(), null);
        TemporalConnection connection = closing.closes("connection", TemporalConnection.open(address, null));
        awaitWorker(connection, worker, log);
        Recoveries recoveries = closing.closes("runs", TemporalRecoveries.connect(address));

        String cluster = scenario.start().recover();
        talk.say("recover " + cluster + ", asked for by " + scenario.start().by());
        double start = talk.seconds();
        Duration cloudBefore = house.cloud().cloudTime();
        recoveries.recover(
                new RecoverRequest(cluster, "manual", scenario.start().by(), false, null));
        Resumption resumption = new Resumption(connection, Names.workflowId(cluster));
        Closing killers = closing.closes("killers", new Closing());
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
        Follow.End end = new Follow(recoveries, new People(scenario, recoveries, talk, Clock.systemUTC()), talk)
                .toTheEnd(cluster, start + settings.longest().toSeconds());
        double total = talk.seconds() - start;
        killers.close();
        Duration cloudTook = house.cloud().cloudTime().minus(cloudBefore);
        return judge(house, connection, worker, resumption, end, total, cloudTook, log);
    }

    private LabResult judge(
            House house,
            TemporalConnection connection,
            KillableWorker worker,
            Resumption resumption,
            Follow.End end,
            double total,
            Duration cloudTook,
            Path log)
            throws IOException, InterruptedException {
        RecoveryView view = end.view();
        Mutations mutations = house.cloud().mutations();
        int clustersLeft = house.cloud().clustersLeft();
        WorkflowExecutionHistory own = connection.client().fetchHistory(Names.workflowId(view.cluster()));
        long events = own.getHistory().getEventsCount();
        Judge judge = new Judge(scenario);
        if (end.problem() != null) {
            judge.add(end.problem());
        }
        judge.run(view);
        Map<String, History> histories = histories(connection.client(), own);
        judge.cloud(
                mutations,
                clustersLeft,
                Leaves.of(
                        histories.values(),
                        connection.client().getOptions().getDataConverter(),
                        scenario.preApproved()));
        judge.history(events);
        Path secretStore = house.state().resolve("secrets");
        SecretHunt hunt = new SecretHunt(scenario.world(), house.secrets(), secretStore);
        judge.secrets(hunt.inHistories(histories));
        judge.secrets(hunt.inFile(log));
        judge.secrets(hunt.inFile(temporalLog(house.folder())));
        judge.secrets(hunt.inFolder(house.state(), secretStore));
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
    private static Map<String, History> histories(WorkflowClient client, WorkflowExecutionHistory own) {
        Map<String, History> histories = new LinkedHashMap<>();
        histories.put(nameOf(own.getWorkflowExecution()), own.getHistory());
        try (Stream<WorkflowExecutionMetadata> runs = client.listExecutions(null)) {
            runs.map(WorkflowExecutionMetadata::getExecution)
                    .forEach(run -> histories.computeIfAbsent(
                            nameOf(run),
                            name -> client.fetchHistory(run.getWorkflowId(), run.getRunId())
                                    .getHistory()));
        }
        return histories;
    }

    private static String nameOf(WorkflowExecution run) {
        return run.getWorkflowId() + ", run " + run.getRunId();
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
                .setTaskQueue(TaskQueue.newBuilder().setName(Names.TASK_QUEUE))
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
