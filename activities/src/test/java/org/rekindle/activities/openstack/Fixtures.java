// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
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

/** A fleet of one cluster, {@code demo}, and requests about it. */
public final class Fixtures {

    public static final ClusterUuid UUID = new ClusterUuid(FakeMagnum.UUID);
    public static final ClusterIdentity IDENTITY =
            new ClusterIdentity(UUID, "binder", "binder-wamdawzkgagx", Instant.parse("2026-11-22T15:45:57Z"));

    public static final ClusterInCloud DEMO = demo("binder");

    /** The cluster that a fleet file means by {@code demo}. */
    public static final MeantCluster MEANT = new MeantCluster(DEMO.cloud(), List.of(DEMO.magnum()));

    private Fixtures() {}

    /**
     * A cluster of the cloud {@code one}.
     *
     * @param magnum what the fleet file said is meant when the run began
     */
    public static ClusterInCloud demo(String magnum) {
        return new ClusterInCloud("demo", "one", magnum);
    }

    /** Sends each activity once, so that a test sees its failure. */
    public static <T> T stub(TestActivityEnvironment temporal, Class<T> activities) {
        return temporal.newActivityStub(
                activities,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    public static Clouds clouds(FakeCloud cloud) {
        OpenStackSession session =
                new OpenStackSession(cloud.entry(), Duration.ofSeconds(5), Duration.ofSeconds(20), Clock.systemUTC());
        return name -> session;
    }

    static Shape shape() {
        return new Shape(
                1,
                "m3.small",
                List.of(new NodeGroupShape("default-worker", "m3.quad", 1, 1, 5)),
                "lab-key",
                "auto_allocated_network",
                null,
                false,
                null,
                Map.of("monitoring_enabled", "false"));
    }

    public static CreateRequest create() {
        return new CreateRequest(DEMO, "binder", new RunMark("run-1"), FakeMagnum.TEMPLATE, shape());
    }

    /** A delete that the guard lets pass. */
    public static DeleteRequest delete(Instant now) {
        SealedPlan plan = PlanSeal.seal(new RecoveryPlan(
                "demo",
                IDENTITY,
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
                List.of("Cluster binder"),
                List.of(),
                true,
                shape(),
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
        Permit permit = new Permit("demo", IDENTITY.uuid(), plan.sha256(), null, false, false, now.plusSeconds(3600));
        return new DeleteRequest(DEMO, IDENTITY, plan, approval, "asker", null, permit);
    }

    /** What a fleet file says that has keys. */
    public static ApprovalRules signed() {
        return cluster -> new ApprovalRule(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, true, null), Signers.NONE, MEANT);
    }

    /** What a fleet file says that has no keys. */
    public static ApprovalRules byName() {
        return cluster -> new ApprovalRule(
                new ApprovalPolicy(false, List.of(), Duration.ofHours(4), 1, false, null), Signers.NONE, MEANT);
    }
}
