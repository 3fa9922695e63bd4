// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RedeployHubs;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.api.SearchAttributes;
import org.rekindle.workflows.api.SurveyFleet;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.SurveyResult;
import org.rekindle.workflows.notify.NotifyPeopleImpl;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.survey.SurveyFleetImpl;

/** A Temporal server in memory whose time is skipped, a worker, and the fakes that it talks to. */
public final class TestBed implements AutoCloseable {

    /** What is skipped between two looks at a run: as long as a poll, so that nothing is rushed past. */
    private static final Duration STEP = Duration.ofMinutes(2);

    /** A busy machine may take its time; nothing waits for it to pass. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static {
        // Also for what a test waits for by itself.
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** Looks without a change, 20 ms each, that count as rest; the shortest rest between two attempts is 1 s. */
    private static final int CALM = 20;

    private final TestWorkflowEnvironment environment = newEnvironment();
    private final Clock clock = clockOf(environment);
    private @Nullable FakeCloud cloud;
    private @Nullable FakeSigners signers;
    private @Nullable FakeCluster cluster;
    private @Nullable FakeTeardownRateLimit rateLimit;
    private @Nullable FakeMachines machines;
    private final FakeRescue rescue = new FakeRescue();
    private final FakeChannels channels = new FakeChannels();

    private static TestWorkflowEnvironment newEnvironment() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                        WorkflowClientOptions.newBuilder().setIdentity("test").build());
        // As the shipped worker has it.
        options.setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(50)
                .setMaxWorkflowThreadCount(200)
                .setWorkerInterceptors(new TestServerDeadlines())
                .build());
        SearchAttributes.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        return TestWorkflowEnvironment.newInstance(options.build());
    }

    /** A world with the incident's cluster, whose certificate ends in a while (or, negative, has ended). */
    public TestBed world(Policy policy, Duration untilExpiry) {
        return world(Samples.profile(policy), untilExpiry);
    }

    /** The same world with another profile. */
    public TestBed world(ClusterProfile profile, Duration untilExpiry) {
        signers = new FakeSigners(profile.policy().approval());
        FakeCloud there = new FakeCloud(clock, clock.instant().plus(untilExpiry), signers);
        cloud = there;
        cluster = new FakeCluster(profile, there::isExpired);
        rateLimit = new FakeTeardownRateLimit(clock);
        machines = new FakeMachines(clock, there);
        Worker worker = worker();
        Workflows.register(worker);
        worker.registerActivitiesImplementations(cloud, cluster, rateLimit, machines, rescue, signers, channels);
        environment.start();
        return this;
    }

    /** A fleet to survey, whose runs take long; none of its clusters can be recovered for real. */
    public TestBed fleet(FakeFleet fleet) {
        Worker worker = worker();
        worker.registerWorkflowImplementationTypes(
                SurveyFleetImpl.class, SlowRecovery.class, SlowRotation.class, NotifyPeopleImpl.class);
        rateLimit = new FakeTeardownRateLimit(clock);
        worker.registerActivitiesImplementations(fleet, rateLimit, channels);
        environment.start();
        return this;
    }

    /**
     * Surveys the fleet to the end, under {@link #surveyId}. Time is skipped by steps: whoever waits for a result lets the server
     * skip as far as it likes, which may be to the end of what the survey has started.
     */
    public SurveyResult survey(String id) {
        SurveyFleet survey = client().newWorkflowStub(SurveyFleet.class, surveyOptions(id));
        WorkflowClient.start(survey::survey, null);
        Awaitility.await("survey " + id)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (lastEvent(surveyId(id)).hasWorkflowExecutionCompletedEventAttributes()) {
                        return true;
                    }
                    environment.sleep(STEP);
                    return false;
                });
        return Objects.requireNonNull(DefaultDataConverter.STANDARD_INSTANCE.fromPayloads(
                0,
                Optional.of(lastEvent(surveyId(id))
                        .getWorkflowExecutionCompletedEventAttributes()
                        .getResult()),
                SurveyResult.class,
                SurveyResult.class));
    }

    /** How a survey is started. */
    public WorkflowOptions surveyOptions(String id) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(Identifiers.TASK_QUEUE)
                .setWorkflowId(surveyId(id))
                .build();
    }

    private HistoryEvent lastEvent(String workflowId) {
        return history(workflowId).getLastEvent();
    }

    public static String surveyId(String id) {
        return Identifiers.SURVEY + "/" + id;
    }

    /** A worker that a test gives its own workflows and activities. */
    public Worker worker() {
        return environment.newWorker(Identifiers.TASK_QUEUE);
    }

    public TestWorkflowEnvironment environment() {
        return environment;
    }

    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    public Clock clock() {
        return clock;
    }

    public FakeCloud cloud() {
        return Objects.requireNonNull(cloud);
    }

    public FakeTeardownRateLimit rateLimit() {
        return Objects.requireNonNull(rateLimit);
    }

    public FakeMachines machines() {
        return Objects.requireNonNull(machines);
    }

    public FakeRescue rescue() {
        return rescue;
    }

    public FakeChannels channels() {
        return channels;
    }

    public FakeCluster cluster() {
        return Objects.requireNonNull(cluster);
    }

    /** A request for the incident's cluster. */
    public static RecoverRequest request(@Nullable String by) {
        return new RecoverRequest(Samples.CLUSTER, "manual", by, false, null);
    }

    public RecoverCluster start(RecoverRequest request) {
        RecoverCluster run = client().newWorkflowStub(RecoverCluster.class, options(request.cluster()));
        WorkflowClient.start(run::recover, request);
        return run;
    }

    public RotateCertificates rotate(RecoverRequest request) {
        RotateCertificates run = client().newWorkflowStub(RotateCertificates.class, options(request.cluster()));
        WorkflowClient.start(run::rotate, request);
        return run;
    }

    /** Redeploys the incident's cluster; the run is seen as any other of the cluster. */
    public RecoverCluster redeploy(RedeployRequest request) {
        RedeployHubs run = client().newWorkflowStub(RedeployHubs.class, options(request.cluster()));
        WorkflowClient.start(run::redeploy, request);
        return client().newWorkflowStub(RecoverCluster.class, Identifiers.workflowId(request.cluster()));
    }

    /** Starts with a raw input, as the Temporal UI's form does, under any workflow id. */
    public WorkflowStub startRaw(String type, String workflowId, Object... input) {
        WorkflowStub run = client().newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .setWorkflowId(workflowId)
                                .build());
        run.start(input);
        return run;
    }

    public static WorkflowOptions options(String cluster) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(Identifiers.TASK_QUEUE)
                .setWorkflowId(Identifiers.workflowId(cluster))
                .build();
    }

    /** The people who sign. */
    public FakeSigners signers() {
        return Objects.requireNonNull(signers);
    }

    public void approve(RecoverCluster run, String by) {
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        run.approve(new Approve(plan(run).sha256(), by));
    }

    /** Waits, without skipping any time, until a rotation says that it waits for something. */
    public void awaitWaiting(RotateCertificates run, String what) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> what.equals(run.view().waitingFor()));
    }

    /** Waits for the end, skipping all time. */
    public static RecoveryResult result(Object run) {
        return WorkflowStub.fromTyped(run).getResult(RecoveryResult.class);
    }

    /** Skips time, a poll at a time, until the run stands in a phase. */
    public void awaitPhase(RecoverCluster run, Phase phase) {
        Awaitility.await("phase " + phase)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (run.view().phase() == phase) {
                        return true;
                    }
                    environment.sleep(STEP);
                    return false;
                });
    }

    /**
     * Waits until the cloud has been looked at without a result more often than so far, and is not looked at any more for a while, so that the
     * activity rests between two attempts. The server in memory, unlike the real one, chokes on a cancellation that meets an activity
     * just as it completes.
     */
    public void awaitRest(int soFar) {
        Awaitility.await("an activity between two attempts")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        new Callable<Integer>() {
                            private int before;
                            private int calm;

                            @Override
                            public Integer call() {
                                int now = cloud().looksInVain();
                                calm = now > soFar && now == before ? calm + 1 : 0;
                                before = now;
                                return calm;
                            }
                        },
                        calm -> calm >= CALM);
    }

    public static SealedPlan plan(RecoverCluster run) {
        SealedPlan plan = run.view().plan();
        assertThat(plan).as("the plan").isNotNull();
        return Objects.requireNonNull(plan);
    }

    /** The codes of all reasons of a run's decisions, in their order. */
    public static List<ReasonCode> codes(RecoveryView view) {
        return view.decisions().stream()
                .flatMap(decision -> decision.reasons().stream())
                .flatMap(Reason::codes)
                .toList();
    }

    /** The timeline, for the message of a failed assertion. */
    public static String story(RecoveryView view) {
        StringBuilder story = new StringBuilder("the story:\n");
        view.timeline().forEach(each -> story.append(each).append('\n'));
        return story.toString();
    }

    public static void assertRefused(Runnable update, String why) {
        assertThatThrownBy(update::run)
                .isInstanceOf(WorkflowUpdateException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        refused -> assertThat(
                                        ActivityFailures.sentence(refused.getType(), refused.getOriginalMessage()))
                                .isEqualTo(refused.getOriginalMessage()))
                .hasMessageContaining(why);
    }

    /** All that Temporal keeps of the cluster's run. */
    public WorkflowExecutionHistory history() {
        return history(Identifiers.workflowId(Samples.CLUSTER));
    }

    /** All that Temporal keeps of a run. */
    public WorkflowExecutionHistory history(String workflowId) {
        return client().fetchHistory(workflowId);
    }

    @Override
    public void close() {
        environment.close();
    }

    /** The test server's clock, which runs ahead when time is skipped. */
    private static Clock clockOf(TestWorkflowEnvironment environment) {
        InstantSource time = () -> Instant.ofEpochMilli(environment.currentTimeMillis());
        return time.withZone(ZoneOffset.UTC);
    }
}
