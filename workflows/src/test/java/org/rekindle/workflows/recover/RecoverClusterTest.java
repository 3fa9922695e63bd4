// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.SearchAttributes;
import org.rekindle.workflows.fakes.FakeCloud;
import org.rekindle.workflows.fakes.FakeCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryResult;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Reject;
import org.rekindle.workflows.model.Resolution;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;

final class RecoverClusterTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);
    private static final int MOST_EVENTS = 300;

    private final TestWorkflowEnvironment environment = environment();
    private final Clock clock = new EnvironmentClock(environment);
    private @Nullable FakeCloud cloud;
    private @Nullable FakeCluster cluster;

    private static TestWorkflowEnvironment environment() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
        SearchAttributes.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        return TestWorkflowEnvironment.newInstance(options.build());
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void anExpiredClusterComesBackFromTheTemplateThatFits() {
        world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        approve(run, "bob");
        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run)).isEqualTo(Outcome.RECOVERED);
        assertThat(cloud().asked)
                .containsExactly(
                        "delete 11111111-0000-4000-8000-000000000001",
                        "create " + Samples.FITTING.name(),
                        "node group core",
                        "node group user-m3-large");
        assertThat(cluster().deployed).containsExactly("support", "binderhub");
        assertThat(result.nextExpiry()).isAfter(clock.instant().plus(Duration.ofDays(300)));
        assertThat(cluster().reports.values())
                .singleElement()
                .asString()
                .contains("Approved by bob", "expired at", "chart 0.10.1 (the driver's default", "Next expiry");
        assertThat(events()).isLessThanOrEqualTo(MOST_EVENTS);
    }

    @Test
    void theIncidentAsItHappenedEndsWellToo() {
        world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        approve(run, "bob");
        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run)).isEqualTo(Outcome.RECOVERED);
        assertThat(cloud().asked)
                .containsExactly(
                        "upgrade " + Samples.NEXT_MINOR.name(),
                        "delete 11111111-0000-4000-8000-000000000001",
                        "create " + Samples.DOOMED.name(),
                        "delete 22222222-0000-4000-8000-000000000001",
                        "create " + Samples.FITTING.name(),
                        "node group core",
                        "node group user-m3-large");
        assertThat(cloud().clusters()).hasSize(1);
        assertThat(events()).isLessThanOrEqualTo(MOST_EVENTS);
    }

    @Test
    void aClusterThatIsWellIsLeftAlone() {
        world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(200));
        RecoverCluster run = start(request("alice", false));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HEALTHY);
        assertThat(cloud().asked).isEmpty();
    }

    @Test
    void aTroubleThatIsNotTheCertificateGoesToAHuman() {
        world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), Duration.ofDays(200));
        cluster().apiAnswers = false;
        RecoverCluster run = start(request("alice", false));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("connection refused");
        assertThat(cloud().asked).isEmpty();
    }

    @Test
    void aDryRunEndsWithThePlanAndAsksForNothing() {
        world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", true));

        assertThat(result(run).outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(cloud().asked).isEmpty();
        assertThat(plan(run).plan().destroys()).first().asString().contains("11111111-0000-4000-8000-000000000001");
    }

    @Test
    void nothingIsDestroyedWhileNobodyApproves() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        String first = plan(run).sha256();

        environment.sleep(Duration.ofHours(25));

        assertThat(cloud().count("delete")).isZero();
        Awaitility.await().until(() -> !plan(run).sha256().equals(first));
        assertThat(view(run).timeline())
                .anySatisfy(each -> assertThat(each.what()).contains("made anew"));
    }

    @Test
    void anApprovalMustFitThePlanAndComeFromSomebodyElse() {
        Policy policy = Samples.withApproval(
                Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING),
                new ApprovalPolicy(false, List.of("alice", "bob"), Duration.ofHours(4)));
        world(policy, AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        String hash = plan(run).sha256();

        assertRefused(() -> run.approve(new Approve("0".repeat(64), "bob")), "another plan");
        assertRefused(() -> run.approve(new Approve(hash, "alice")), "somebody else must approve");
        assertRefused(() -> run.approve(new Approve(hash, "mallory")), "may not approve");
        assertRefused(() -> run.approve(new Approve(hash, " ")), "Say who you are");
        assertThat(cloud().count("delete")).isZero();
    }

    @Test
    void aRejectedPlanEndsTheRunWithItsReport() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        run.reject(new Reject(plan(run).sha256(), "bob", "a workshop is on"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.sentence()).contains("a workshop is on");
        assertThat(cloud().asked).isEmpty();
        assertThat(cluster().reports).hasSize(1);
    }

    @Test
    void aClusterThatWasReplacedBehindOurBackIsNotDeleted() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        String first = plan(run).sha256();
        cloud().replaceOldBehindOurBack();
        run.approve(new Approve(first, "bob"));

        Awaitility.await().until(() -> !plan(run).sha256().equals(first));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        assertThat(cloud().count("delete")).isZero();
    }

    @Test
    void volumesThatWouldGoWithTheClusterKeepItFromBeingTornDown() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        cloud().volumes.add(new LeftOver("volume", "vol-1", "home-dirs", false));
        RecoverCluster run = start(request("alice", false));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("vol-1", "keep=true");
        assertThat(cloud().asked).isEmpty();
    }

    @Test
    void aStuckStepWaitsForAHumanAndIsTriedAgain() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        cloud().failWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(view(run).stuck()).satisfies(stuck -> {
            assertThat(stuck.code()).isEqualTo("ACCESS_DENIED");
            assertThat(stuck.reason()).contains("application credential");
        });
        assertRefused(() -> run.resolve(new Resolve("verify", Resolution.RETRY, "bob")), "is not stuck");
        assertRefused(() -> run.resolve(new Resolve(null, Resolution.SKIP, "bob")), "cannot be skipped");
        cloud().failWith(null);
        run.resolve(new Resolve("observe", Resolution.RETRY, "bob"));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
    }

    @Test
    void aStuckStepThatIsAbortedEndsTheRunWithItsReport() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        cloud().failWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve(null, Resolution.ABORT, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(cluster().reports).hasSize(1);
    }

    @Test
    void aLaunchWithoutABuildIsNoProof() {
        world(preApproved(), AN_HOUR_AGO);
        cluster().imageAlreadyThere = true;
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(view(run).stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("the build is not"));
        run.resolve(new Resolve("build and launch", Resolution.SKIP, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void aPolicyCanApproveBeforehand() {
        world(preApproved(), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));

        assertThat(result(run).outcome()).as(story(run)).isEqualTo(Outcome.RECOVERED);
        assertThat(view(run).approval())
                .satisfies(given -> assertThat(given.by()).isEqualTo("policy"));
    }

    @Test
    void beforeExpiryAnUpgradeRenewsAndNothingIsDestroyed() {
        world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(14));
        RecoverCluster run = start(request("alice", false));

        assertThat(result(run).outcome()).as(story(run)).isEqualTo(Outcome.RENEWED);
        assertThat(cloud().asked).containsExactly("upgrade " + Samples.NEXT_MINOR.name());
    }

    @Test
    void aRepeatedAlertIsNotedOnce() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(request("alice", false));
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        run.alert(new Alert("alertmanager", "key-1", "servers fail to start"));
        run.alert(new Alert("alertmanager", "key-1", "servers fail to start"));

        Awaitility.await().untilAsserted(() -> assertThat(view(run).alerts()).hasSize(1));
        assertThat(view(run).alerts()).hasSize(1);
    }

    @Test
    void anUnknownClusterFailsWithASentence() {
        world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = start(new RecoverRequest("atlantis", null, null, null, null));

        assertThatThrownBy(() -> result(run))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .hasMessageContaining("fleet.yaml knows no cluster \"atlantis\"");
    }

    private static Policy preApproved() {
        return Samples.withApproval(
                Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING),
                new ApprovalPolicy(true, List.of(), Duration.ofHours(4)));
    }

    private void world(Policy policy, Duration untilExpiry) {
        cloud = new FakeCloud(clock, clock.instant().plus(untilExpiry));
        cluster = new FakeCluster(Samples.profile(policy));
        Worker worker = environment.newWorker(Names.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(RecoverClusterImpl.class);
        worker.registerActivitiesImplementations(cloud, cluster);
        environment.start();
    }

    private static RecoverRequest request(String by, boolean dryRun) {
        return new RecoverRequest(Samples.CLUSTER, "manual", by, dryRun, null);
    }

    private RecoverCluster start(RecoverRequest request) {
        RecoverCluster run = environment
                .getWorkflowClient()
                .newWorkflowStub(
                        RecoverCluster.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Names.TASK_QUEUE)
                                .setWorkflowId(Names.workflowId(request.cluster()))
                                .build());
        WorkflowClient.start(run::recover, request);
        return run;
    }

    private void approve(RecoverCluster run, String by) {
        awaitPhase(run, Phase.AWAITING_APPROVAL);
        run.approve(new Approve(plan(run).sha256(), by));
    }

    private static RecoveryResult result(RecoverCluster run) {
        return WorkflowStub.fromTyped(run).getResult(RecoveryResult.class);
    }

    /** Time is skipped while the test waits for the workflow, so real waiting polls and skips a little at a time. */
    private void awaitPhase(RecoverCluster run, Phase phase) {
        Awaitility.await("phase " + phase).atMost(Duration.ofSeconds(30)).until(() -> {
            environment.sleep(Duration.ofSeconds(30));
            return view(run).phase() == phase;
        });
    }

    private static RecoveryView view(RecoverCluster run) {
        return run.view();
    }

    private static SealedPlan plan(RecoverCluster run) {
        SealedPlan plan = run.view().plan();
        assertThat(plan).as("the plan").isNotNull();
        return java.util.Objects.requireNonNull(plan);
    }

    private static String story(RecoverCluster run) {
        StringBuilder story = new StringBuilder("the story:\n");
        run.view().timeline().forEach(each -> story.append(each).append('\n'));
        return story.toString();
    }

    private static void assertRefused(Runnable update, String why) {
        assertThatThrownBy(update::run)
                .isInstanceOf(WorkflowUpdateException.class)
                .cause()
                .hasMessageContaining(why);
    }

    private int events() {
        WorkflowExecution execution = WorkflowExecution.newBuilder()
                .setWorkflowId(Names.workflowId(Samples.CLUSTER))
                .build();
        return environment
                .getWorkflowClient()
                .fetchHistory(execution.getWorkflowId())
                .getHistory()
                .getEventsCount();
    }

    private FakeCloud cloud() {
        return java.util.Objects.requireNonNull(cloud);
    }

    private FakeCluster cluster() {
        return java.util.Objects.requireNonNull(cluster);
    }

    /** The test server's clock, which runs ahead when time is skipped. */
    private static final class EnvironmentClock extends Clock {

        private final TestWorkflowEnvironment environment;

        EnvironmentClock(TestWorkflowEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(environment.currentTimeMillis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("only UTC");
        }
    }
}
