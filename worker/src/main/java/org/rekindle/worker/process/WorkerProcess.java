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
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.activities.heartbeat.HeartbeatInterceptor;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.ListenerTls;
import org.rekindle.worker.page.ApprovalLook;
import org.rekindle.worker.page.ApprovalPage;
import org.rekindle.worker.page.FleetLook;
import org.rekindle.worker.page.FleetPage;
import org.rekindle.worker.page.LoginPage;
import org.rekindle.worker.page.LoginStart;
import org.rekindle.worker.page.PageGuard;
import org.rekindle.worker.page.PageScripts;
import org.rekindle.worker.page.PasskeyPage;
import org.rekindle.worker.page.WebPage;
import org.rekindle.worker.runs.Run;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.runs.TemporalTeardownRateLimit;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.AlertReceiver;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.NotifyActivities;
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
    private final WorkerHttpServer http;

    private WorkerProcess(
            Deque<AutoCloseable> open,
            FleetFile fleet,
            TemporalAddress temporal,
            List<Object> activities,
            @Nullable WorkerVersion version) {
        this.open = open;
        List<AlertReceiver> sources = AlertSources.of(fleet.webhooks(), System.getenv(), Clock.systemUTC());
        Metrics metrics = keep(new Metrics());
        FailingTasks tasks = new FailingTasks(Clock.systemUTC(), metrics.registry());
        CallWatch calls = new CallWatch(Clock.systemUTC(), tasks);
        metrics.registry().gauge("rekindle_temporal_last_poll_seconds", calls, CallWatch::lastAnswered);
        connection = keep(TemporalConnection.open(temporal, metrics.scope(), calls));
        SearchAttributeRegistry.ensure(connection);
        factory = WorkerFactory.newInstance(connection.client(), factoryOptions());
        register(
                factory.newWorker(Identifiers.TASK_QUEUE, workerOptions(version)),
                Stream.concat(activities.stream(), Stream.of(new TemporalTeardownRateLimit(connection.client())))
                        .toList(),
                version);
        TemporalRecoveries recoveries = TemporalRecoveries.over(connection.client());
        SurveySchedule.ensure(connection, fleet.surveyEvery());
        VerificationSchedules.ensure(connection, fleet);
        fleet.warnings().forEach(warning -> LOG.warn("{}", warning));
        SurveyWatch surveys = keep(new SurveyWatch(
                        new ScheduledSurveys(Schedules.client(connection), connection.client()),
                        fleet.surveyEvery(),
                        Clock.systemUTC(),
                        metrics.registry())
                .start());
        SenderWatch senders = keep(new SenderWatch(
                        AlertSources.watchdogs(fleet.webhooks()),
                        fleet.channels().always(),
                        messages(activities),
                        Clock.systemUTC(),
                        metrics.registry())
                .start());
        TlsListener tls = tls(fleet.webhooks().tls(), metrics);
        WorkerHealth.Checks checks = new WorkerHealth.Checks(metrics.registry())
                .with("worker", this::ended)
                .with("temporal", calls::trouble)
                .with("workflow-tasks", tasks::trouble)
                .with("survey", surveys::trouble)
                .warning("watchdog", senders::trouble);
        if (tls != null) {
            checks.warning("certificate", tls::trouble);
        }
        http = keep(WorkerHttpServer.listen(
                fleet.webhooks(),
                sources,
                new AlertIntake(fleet.ids(), recoveries, senders, metrics.registry()),
                metrics::page,
                checks::look,
                pages(fleet, surveys, recoveries),
                tls));
        factory.start();
        LOG.info(
                "Working for {} on {} (namespace {}, task queue {}); {}://{}:{}/metrics, /healthz and the fleet page"
                        + " /; webhooks {}",
                fleet.ids(),
                connection.address(),
                connection.namespace(),
                Identifiers.TASK_QUEUE,
                tls == null ? "http" : "https",
                fleet.webhooks().host(),
                http.port(),
                AlertSources.names(sources));
    }

    /**
     * Starts a worker on the systems that the fleet file names.
     *
     * @throws org.rekindle.worker.runs.RunFailure when Temporal cannot be reached or used
     * @throws org.rekindle.worker.fleet.FaultyFile when the webhooks' token or address cannot be used
     */
    public static WorkerProcess start(FleetFile fleet, TemporalAddress temporal) {
        return start(fleet, temporal, Activities.of(fleet, TemporalConnection.namespaceOf(temporal)));
    }

    /** Starts a worker that is one version of a deployment; null for one without versions. */
    public static WorkerProcess start(FleetFile fleet, TemporalAddress temporal, @Nullable WorkerVersion version) {
        return start(fleet, temporal, Activities.of(fleet, TemporalConnection.namespaceOf(temporal)), version);
    }

    /** Starts a worker with other activities. */
    public static WorkerProcess start(FleetFile fleet, TemporalAddress temporal, List<Object> activities) {
        return start(fleet, temporal, activities, null);
    }

    private static WorkerProcess start(
            FleetFile fleet, TemporalAddress temporal, List<Object> activities, @Nullable WorkerVersion version) {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new WorkerProcess(open, fleet, temporal, activities, version);
        } catch (RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    /** The port of the HTTP side. */
    public int httpPort() {
        return http.port();
    }

    /** The paths of the HTTP side; those of webhooks only where a token is configured. */
    public List<String> httpRoutes() {
        return http.routes();
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

    private @Nullable TlsListener tls(@Nullable ListenerTls said, Metrics metrics) {
        return said == null ? null : keep(new TlsListener(said, Clock.systemUTC(), metrics.registry()).start());
    }

    private static @Nullable NotifyActivities messages(List<Object> activities) {
        return activities.stream()
                .filter(NotifyActivities.class::isInstance)
                .map(NotifyActivities.class::cast)
                .findFirst()
                .orElse(null);
    }

    private List<WebPage> pages(FleetFile fleet, SurveyWatch surveys, TemporalRecoveries recoveries) {
        PageGuard guard = new PageGuard(fleet.webhooks(), fleet.pageLogin());
        PasskeySite site = fleet.pageSite();
        Clock clock = Clock.systemUTC();
        return List.of(
                new FleetPage(
                        guard, new FleetLook(fleet.ids(), surveys::last, recoveries, run -> link(fleet, run), clock)),
                new ApprovalPage(
                        guard,
                        fleet.ids(),
                        recoveries,
                        new ApprovalLook(recoveries, fleet.approvalRules(), site, clock),
                        site),
                new LoginPage(guard, site, recoveries, new LoginStart(recoveries, fleet.approvalRules(), clock), clock),
                new PasskeyPage(guard, site),
                new PageScripts(guard));
    }

    private Optional<String> link(FleetFile fleet, Run run) {
        return Optional.ofNullable(Activities.links(fleet, connection.namespace()))
                .map(links -> links.of(Identifiers.workflowId(run.cluster()), run.runId()));
    }

    private Optional<String> ended() {
        if (factory.isStarted() && !factory.isShutdown()) {
            return Optional.empty();
        }
        return Optional.of("The worker has not started yet, or is stopping.");
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
                LOG.warn("{} did not close cleanly", resource.getClass().getSimpleName(), e);
            }
        }
    }

    static void register(Worker worker, List<Object> activities, @Nullable WorkerVersion version) {
        if (version == null) {
            Workflows.register(worker);
        } else {
            Workflows.registerVersioned(worker);
        }
        worker.registerActivitiesImplementations(activities.toArray());
    }

    private static WorkerFactoryOptions factoryOptions() {
        return WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(WORKFLOWS_KEPT_IN_MEMORY)
                .setMaxWorkflowThreadCount(WORKFLOW_THREADS)
                .setWorkerInterceptors(new HeartbeatInterceptor())
                .build();
    }

    static WorkerOptions workerOptions(@Nullable WorkerVersion version) {
        WorkerOptions.Builder options = WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(ACTIVITIES_AT_ONCE)
                .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS_AT_ONCE)
                .setMaxConcurrentActivityTaskPollers(POLLERS)
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_AT_LEAST_EVERY)
                .setMaxConcurrentWorkflowTaskPollers(POLLERS);
        if (version != null) {
            options.setDeploymentOptions(version.options());
        }
        return options.build();
    }
}
