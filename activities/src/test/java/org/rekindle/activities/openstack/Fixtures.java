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
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterInCloud;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.CreateRequest;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.DeleteRequest;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.Shape;

/** A fleet of one cluster, {@code demo}, and requests about it. */
final class Fixtures {

    static final ClusterIdentity IDENTITY = new ClusterIdentity(
            FakeMagnum.UUID, "binder", "binder-wamdawzkgagx", Instant.parse("2026-11-22T15:45:57Z"));

    static final ClusterInCloud DEMO = demo("binder");

    private Fixtures() {}

    /** @param magnum what the fleet file said is meant when the run began */
    static ClusterInCloud demo(String magnum) {
        return new ClusterInCloud("demo", "one", magnum);
    }

    /** Sends each activity once, so that a test sees its failure. */
    static <T> T stub(TestActivityEnvironment temporal, Class<T> activities) {
        return temporal.newActivityStub(
                activities,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    static Clouds clouds(FakeCloud cloud) {
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

    static CreateRequest create() {
        return new CreateRequest(DEMO, "binder", "run-1", FakeMagnum.TEMPLATE, shape());
    }

    /** A delete that the guard lets pass. */
    static DeleteRequest delete(Instant now) {
        SealedPlan plan = PlanSeal.seal(new RecoveryPlan(
                "demo",
                IDENTITY,
                Remedy.REBUILD,
                new Diagnosis(
                        Condition.EXPIRED,
                        -2L,
                        "It expired.",
                        List.of(),
                        Culprit.API_SERVER,
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
                null,
                List.of(),
                null));
        Approval approval = new Approval(plan.sha256(), "approver", now, now.plusSeconds(3600));
        Permit permit = new Permit("demo", IDENTITY.uuid(), plan.sha256(), null, false, false, now.plusSeconds(3600));
        return new DeleteRequest(DEMO, IDENTITY, plan, approval, "asker", null, permit);
    }
}
