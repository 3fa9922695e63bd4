// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import static org.rekindle.workflows.fakes.Sightings.API_ANSWERS;
import static org.rekindle.workflows.fakes.Sightings.HUB_WELL;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.certificateThatEndsIn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.plan.MakePlan;
import org.rekindle.workflows.decide.plan.PlanInput;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.SeenCluster;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.NotProven;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.StuckStep;
import org.rekindle.workflows.model.run.TimelineEntry;

/** RunViews of runs, whose plans are made by the code that makes plans. */
final class RunViews {

    static final Policy POLICY = Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING);

    private static final QuotaSighting ROOM =
            new QuotaSighting(List.of(new QuotaLine("instances", 100, 4, 4, 4, 1)), List.of());
    private static final Observation EXPIRED = Sightings.seen(Duration.ofHours(-23));

    private RunViews() {}

    /** A plan for the expired cluster under a policy. */
    static SealedPlan plan(Policy policy) {
        return PlanSeal.seal(MakePlan.from(
                Samples.profile(policy),
                EXPIRED,
                diagnosis(),
                new PlanInput(
                        List.of(Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR, Samples.CURRENT),
                        new Inventory(List.of(new LeftOver(ResourceType.VOLUME, "vol-1", "homes", true)), List.of()),
                        ROOM,
                        PastTimes.NONE,
                        Set.of())));
    }

    /** What is wrong with it. */
    static Diagnosis diagnosis() {
        return Diagnose.from(EXPIRED, Duration.ofDays(30));
    }

    /** A run that waits for the approval of its plan. */
    static RecoveryView awaitingApproval(SealedPlan plan) {
        return view(plan, Phase.AWAITING_APPROVAL, "an approval of the plan", null, null, null, null);
    }

    /** A run with a step that is stuck. */
    static RecoveryView stuck(SealedPlan plan) {
        StuckStep stuck = new StuckStep(
                "redeploy", "INVALID", "Release hub: the chart wants a value that is not there.", true, at(3), false);
        return view(plan, Phase.AWAITING_OPERATOR, "an operator", null, stuck, null, null);
    }

    /** A run at its end. */
    static RecoveryView ended(SealedPlan plan, @Nullable String approvedBy) {
        Approval approval = approvedBy == null
                ? null
                : new Approval(plan.sha256(), approvedBy, List.of(), at(2), at(2).plus(Duration.ofHours(4)));
        return view(plan, Phase.REPORTING, null, approval, null, after(), null);
    }

    /** A run at its end, which a person approved by a signature. */
    static RecoveryView ended(SealedPlan plan, String approvedBy, String signature) {
        ApprovalSignature signed = new ApprovalSignature(approvedBy, at(2), "the key", signature);
        Approval approval = new Approval(
                plan.sha256(), approvedBy, List.of(), at(2), at(2).plus(Duration.ofHours(4)), List.of(signed), null);
        return view(plan, Phase.REPORTING, null, approval, null, after(), null);
    }

    /** A run that was ended before it had put everything back. */
    static RecoveryView endedEarly(SealedPlan plan, NotPutBack lacking) {
        return view(plan, Phase.REPORTING, null, null, null, null, lacking);
    }

    private static Observation after() {
        return Observation.fromOnePath(
                at(4),
                new SeenCluster("CREATE_COMPLETE")
                        .of(new ClusterIdentity(
                                new ClusterUuid("22222222-0000-4000-8000-000000000002"),
                                "binder-pythia-cluster",
                                "binder-pythia-cluster-mnopqrstuvwx",
                                at(3)))
                        .seen(),
                certificateThatEndsIn(Duration.ofDays(365)),
                API_ANSWERS,
                HUB_WELL);
    }

    private static RecoveryView view(
            SealedPlan plan,
            Phase phase,
            @Nullable String waitingFor,
            @Nullable Approval approval,
            @Nullable StuckStep stuck,
            @Nullable Observation after,
            @Nullable NotPutBack lacking) {
        List<Decision> decisions = plan.plan().decisions();
        return new RecoveryView(
                Samples.CLUSTER,
                "run-1",
                phase,
                null,
                waitingFor,
                waitingFor == null ? null : at(3),
                waitingFor == null ? null : at(27),
                null,
                EXPIRED,
                after,
                diagnosis(),
                plan,
                approval,
                stuck,
                after == null ? null : NOW.plus(Duration.ofDays(365)),
                decisions,
                List.of(
                        new TimelineEntry(at(0), Phase.OBSERVING, "Looking at " + Samples.CLUSTER + " from outside."),
                        new TimelineEntry(at(1), Phase.PLANNING, "Making a plan."),
                        new TimelineEntry(at(4), phase, "The last thing that happened.")),
                after == null
                        ? List.of()
                        : List.of(new LeftOver(ResourceType.LOAD_BALANCER, "lb-1", "kube_service_hub", false)),
                List.of(new Alert("grafana", "key", "Binder builds fail.")),
                null,
                NOW,
                after == null ? List.of() : List.of(new NotProven("scale-up", "Skipped by bob.", true)),
                lacking);
    }

    private static Instant at(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }
}
