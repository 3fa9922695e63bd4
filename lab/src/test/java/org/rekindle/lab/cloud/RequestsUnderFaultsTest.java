// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.magnum.OpenStackMagnumActivities;
import org.rekindle.lab.cloud.CloudFault.Effect;
import org.rekindle.lab.cloud.Mutation.Kind;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.teardown.MeantCluster;

/** Whatever becomes of the connection: what was asked for once is done once, and an answer that never came is looked up. */
class RequestsUnderFaultsTest {

    private static final String QUEUE = "faults";
    private static final ClusterInCloud PYTHIA = PythiaProfile.of(null, "1.33").inCloud();
    private static final Shape SHAPE = new Shape(
            1,
            "m3.small",
            List.of(new NodeGroupShape("default-worker", "m3.small", 1, null, null)),
            null,
            null,
            null,
            null,
            null,
            Map.of());

    /** An accepted cluster shows once its authority's keys are made, which takes a busy machine a good part of a second. */
    private static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(2);

    /** What is to be asked of Magnum; one of them is set. */
    public record Wish(
            @Nullable CreateRequest create,
            @Nullable NodeGroupRequest nodeGroup,
            @Nullable UpgradeRequest upgrade,
            @Nullable DeleteRequest delete) {}

    /** Asks Magnum as the workflows do. */
    @WorkflowInterface
    public interface Requests {
        @WorkflowMethod
        RequestOutcome ask(Wish wish);
    }

    /** Waits for a cluster as the workflows do. */
    @WorkflowInterface
    public interface Waits {
        @WorkflowMethod
        AwaitOutcome await(AwaitRequest request);
    }

    private static MagnumActivities activities() {
        return Workflow.newActivityStub(
                MagnumActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(50))
                                .setMaximumAttempts(20)
                                .build())
                        .build());
    }

    public static final class RequestsImpl implements Requests {

        private final MagnumActivities activities = activities();

        @Override
        public RequestOutcome ask(Wish wish) {
            if (wish.create() != null) {
                return activities.requestCreate(wish.create());
            }
            if (wish.nodeGroup() != null) {
                return activities.requestNodeGroup(wish.nodeGroup());
            }
            if (wish.upgrade() != null) {
                return activities.requestUpgrade(wish.upgrade());
            }
            if (wish.delete() != null) {
                return activities.requestDelete(wish.delete());
            }
            throw new IllegalArgumentException("A wish for nothing");
        }
    }

    public static final class WaitsImpl implements Waits {

        private final MagnumActivities activities = activities();

        @Override
        public AwaitOutcome await(AwaitRequest request) {
            return activities.await(request);
        }
    }

    @TempDir
    private Path folder;

    private SmallCloud small;
    private TestWorkflowEnvironment temporal;
    private OpenStackMagnumActivities magnum;

    @BeforeEach
    void start() throws Exception {
        small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("pythia", Duration.ofDays(300))));
        Path file = folder.resolve("clouds.yaml");
        small.cloud.writeCloudsYaml(file, "js2", "rekindle");
        // Long enough for a busy machine: a first request that is given up while it is still carried out would come
        // twice.
        CloudSessions sessions = new CloudSessions(
                new CloudsFile(file), Duration.ofSeconds(5), Duration.ofSeconds(3), Clock.systemUTC());
        magnum = new OpenStackMagnumActivities(
                sessions, Clock.systemUTC(), SECOND_LOOK_AFTER, RequestsUnderFaultsTest::byName);
        // The cloud lives in real time, so skipping it would outrun the cloud.
        temporal = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
        Worker worker = temporal.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(RequestsImpl.class, WaitsImpl.class);
        worker.registerActivitiesImplementations(magnum);
        temporal.start();
        small.cloud.ready().join();
    }

    @AfterEach
    void stop() {
        temporal.close();
        small.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(Kind.CREATE, Kind.NODE_GROUP_CHANGE, Kind.UPGRADE, Kind.DELETE)
                .flatMap(kind -> Stream.of(
                                CloudFault.once(place(kind), 1, Effect.CUT_AFTER),
                                CloudFault.once(place(kind), 1, Effect.CUT_BEFORE),
                                CloudFault.once(place(kind), 1, Effect.HANG),
                                CloudFault.once(place(kind), 1, Effect.EXPIRE_TOKENS),
                                CloudFault.once(place(kind), 1, Effect.ANSWER).answering(429, "{}"),
                                CloudFault.once(place(kind), 1, Effect.ANSWER).answering(502, "<html>"))
                        .map(fault -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsAskedForOnceIsDoneOnce(Kind kind, CloudFault fault) {
        Wish wish = wish(kind);
        small.faults.add(fault);

        RequestOutcome outcome = ask(wish);

        assertThat(outcome).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(small.cloud.mutations().carriedOut(kind)).isEqualTo(1);
        assertThat(small.cloud.mutations().refused()).as("asked for again").isEmpty();
        if (fault.effect() == Effect.CUT_AFTER) {
            assertThat(((RequestOutcome.Accepted) outcome).alreadyThere())
                    .as("found by looking")
                    .isTrue();
        }
    }

    @Test
    void aLookThatIsCutIsLookedAgain() {
        Wish wish = wish(Kind.CREATE);
        small.faults.add(new CloudFault("magnum.list", null, null, 1, 3, Effect.CUT_BEFORE, null, null, null));

        assertThat(ask(wish)).isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(small.cloud.mutations().carriedOut(Kind.CREATE)).isEqualTo(1);
    }

    /** No client can keep a request from arriving after it was given up; the run deletes what came of it once it shows. */
    @Test
    void aSecondClusterOfARequestThatWasHeldUpDoesNotGetInTheWayOfTheFirst() {
        Wish wish = wish(Kind.CREATE);
        small.faults.add(CloudFault.delaying("magnum.create", 1, Duration.ofMinutes(60)));
        RequestOutcome.Accepted accepted = (RequestOutcome.Accepted) ask(wish);
        Awaitility.await().until(() -> small.cloud.clusters().size() == 3);

        assertThat(await(accepted.uuid())).isInstanceOf(AwaitOutcome.Reached.class);
        assertThat(ask(wish))
                .isInstanceOfSatisfying(
                        RequestOutcome.Accepted.class,
                        again -> assertThat(again.alreadyThere()).isTrue());
        assertThat(small.cloud.clusters()).as("no third one").hasSize(3);
    }

    private RequestOutcome ask(Wish wish) {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        Requests.class,
                        WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
                .ask(wish);
    }

    private AwaitOutcome await(ClusterUuid uuid) {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        Waits.class,
                        WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
                .await(new AwaitRequest(PYTHIA, uuid, Goal.CREATED, null, null, Duration.ofMillis(200)));
    }

    private static String place(Kind kind) {
        return switch (kind) {
            case CREATE -> "magnum.create";
            case NODE_GROUP_CHANGE -> "magnum.nodegroup.create";
            case UPGRADE -> "magnum.upgrade";
            case DELETE -> "magnum.delete";
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    private Wish wish(Kind kind) {
        CloudCluster pythia = magnum.observe(new CloudTarget(PYTHIA, null)).cluster();
        assertThat(pythia).isNotNull();
        ClusterIdentity identity = pythia.identity();
        return switch (kind) {
            case CREATE ->
                new Wish(
                        new CreateRequest(PYTHIA, "pythia", new RunMark("run-1"), template("1.33"), SHAPE),
                        null,
                        null,
                        null);
            case NODE_GROUP_CHANGE ->
                new Wish(
                        null,
                        new NodeGroupRequest(
                                PYTHIA, identity.uuid(), new NodeGroupShape("core", "m3.small", 1, null, null)),
                        null,
                        null);
            case UPGRADE -> new Wish(null, null, new UpgradeRequest(PYTHIA, identity, template("1.32")), null);
            case DELETE -> new Wish(null, null, null, delete(identity));
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    private String template(String name) {
        return magnum.listTemplates(PYTHIA).templates().stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow()
                .uuid();
    }

    private static DeleteRequest delete(ClusterIdentity identity) {
        Instant now = Instant.now();
        SealedPlan plan = PlanSeal.seal(new RecoveryPlan(
                "pythia",
                identity,
                Remedy.REBUILD,
                new Diagnosis(
                        Condition.EXPIRED,
                        -2L,
                        Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                        List.of(),
                        Cause.API_SERVER,
                        Certainty.CERTAIN,
                        List.of()),
                null,
                List.of(),
                List.of(),
                List.of("Cluster pythia"),
                List.of(),
                true,
                SHAPE,
                List.of(),
                now,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1,
                false,
                false,
                null,
                List.of(),
                null,
                null));
        Approval approval = new Approval(plan.sha256(), "approver", List.of(), now, now.plusSeconds(3600));
        Permit permit = new Permit("pythia", identity.uuid(), plan.sha256(), null, false, false, now.plusSeconds(3600));
        return new DeleteRequest(PYTHIA, identity, plan, approval, "asker", null, permit);
    }

    private static ApprovalRule byName(String cluster) {
        return new ApprovalRule(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, false, null),
                Signers.NONE,
                new MeantCluster(PYTHIA.cloud(), List.of(PYTHIA.magnum())));
    }
}
