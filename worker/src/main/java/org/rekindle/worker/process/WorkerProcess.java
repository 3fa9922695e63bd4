// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rekindle.activities.heartbeat.HeartbeatInterceptor;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.worker.runs.TemporalGuard;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.webhook.AlertmanagerWebhook;
import org.rekindle.worker.webhook.BearerToken;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.Workflows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running worker: workflows and activities on our task queue, the survey's schedule, and the HTTP side.
 *
 * <p>It may be ended at any moment: what it was doing is done again by the next worker.
 */
public final class WorkerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /** Activities wait for other systems most of the time; a fleet has few runs at once. */
    private static final int ACTIVITIES_AT_ONCE = 20;

    private static final int WORKFLOW_TASKS_AT_ONCE = 10;
    private static final int WORKFLOWS_KEPT_IN_MEMORY = 50;
    private static final int WORKFLOW_THREADS = 200;
    private static final int POLLERS = 2;
    private static final int SECONDS_TO_END_IN_PEACE = 5;

    /** Well within the silence after which an activity is given to another worker. */
    private static final Duration HEARTBEAT_AT_LEAST_EVERY = Duration.ofSeconds(2);

    /** What is closed at the end, last one first. */
    private final Deque<AutoCloseable> open;

    private final TemporalConnection connection;
    private final WorkerFactory factory;
    private final HttpSide http;

    private WorkerProcess(
            Deque<AutoCloseable> open, FleetFile fleet, TemporalAddress temporal, List<Object> activities) {
        this.open = open;
        Optional<BearerToken> token = BearerToken.of(fleet.webhooks(), System.getenv());
        Metrics metrics = keep(new Metrics());
        FailingTasks tasks = new FailingTasks(Clock.systemUTC(), metrics.registry());
        CallWatch calls = new CallWatch(Clock.systemUTC(), tasks);
        metrics.registry().gauge("rekindle_temporal_last_poll_seconds", calls, CallWatch::lastAnswered);
        connection = keep(TemporalConnection.open(temporal, metrics.scope(), calls));
        SearchAttributeRegistry.ensure(connection);
        factory = WorkerFactory.newInstance(connection.client(), factoryOptions());
        register(
                factory.newWorker(Names.TASK_QUEUE, workerOptions()),
                Stream.concat(activities.stream(), Stream.of(new TemporalGuard(connection.client())))
                        .toList());
        TemporalRecoveries recoveries = TemporalRecoveries.over(connection.client());
        SurveySchedule.ensure(connection, fleet.surveyEvery());
        SurveyWatch surveys = keep(new SurveyWatch(
                        new ScheduledSurveys(SurveySchedule.schedules(connection), connection.client()),
                        fleet.surveyEvery(),
                        Clock.systemUTC(),
                        metrics.registry())
                .start());
        Health.Checks checks = new Health.Checks()
                .with("worker", this::ended)
                .with("temporal", calls::trouble)
                .with("workflow-tasks", tasks::trouble)
                .with("survey", surveys::trouble);
        http = keep(HttpSide.listen(
                fleet.webhooks(),
                token.map(shown -> new AlertmanagerWebhook(shown, fleet.ids(), recoveries, metrics.registry()))
                        .orElse(null),
                metrics::page,
                checks::look));
        factory.start();
        LOG.info(
                "Working for {} on {} (namespace {}, task queue {}); http://{}:{}/metrics and /healthz; webhooks {}",
                fleet.ids(),
                connection.address(),
                connection.namespace(),
                Names.TASK_QUEUE,
                fleet.webhooks().host(),
                http.port(),
                token.isPresent() ? "on" : "off");
    }

    /**
     * Starts a worker on the systems that the fleet file names.
     *
     * @throws org.rekindle.worker.runs.RunFailure when Temporal cannot be reached or used
     * @throws org.rekindle.worker.fleet.FaultyFile when the webhooks' token or address cannot be used
     */
    public static WorkerProcess start(FleetFile fleet, TemporalAddress temporal) {
        return start(fleet, temporal, Activities.of(fleet));
    }

    /** Starts a worker with other activities. */
    public static WorkerProcess start(FleetFile fleet, TemporalAddress temporal, List<Object> activities) {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new WorkerProcess(open, fleet, temporal, activities);
        } catch (RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    /** The port of the HTTP side. */
    public int httpPort() {
        return http.port();
    }

    /** The connection to Temporal. */
    public TemporalConnection connection() {
        return connection;
    }

    /**
     * Ends the worker: nothing new is begun; what runs has a few seconds, then it is interrupted and left to the next
     * worker.
     */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(SECONDS_TO_END_IN_PEACE, TimeUnit.SECONDS);
        if (!factory.isTerminated()) {
            factory.shutdownNow();
            factory.awaitTermination(SECONDS_TO_END_IN_PEACE, TimeUnit.SECONDS);
        }
        closeAll(open);
        LOG.info("Ended; runs go on with the next worker.");
    }

    private Optional<String> ended() {
        return factory.isStarted() && !factory.isShutdown()
                ? Optional.empty()
                : Optional.of("The worker has not begun yet, or is ending.");
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            AutoCloseable resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("{} did not close in peace", resource.getClass().getSimpleName(), e);
            }
        }
    }

    static void register(Worker worker, List<Object> activities) {
        Workflows.register(worker);
        worker.registerActivitiesImplementations(activities.toArray());
    }

    private static WorkerFactoryOptions factoryOptions() {
        return WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(WORKFLOWS_KEPT_IN_MEMORY)
                .setMaxWorkflowThreadCount(WORKFLOW_THREADS)
                .setWorkerInterceptors(new ActivityLog(), new HeartbeatInterceptor())
                .build();
    }

    private static WorkerOptions workerOptions() {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(ACTIVITIES_AT_ONCE)
                .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS_AT_ONCE)
                .setMaxConcurrentActivityTaskPollers(POLLERS)
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_AT_LEAST_EVERY)
                .setMaxConcurrentWorkflowTaskPollers(POLLERS)
                .build();
    }
}
