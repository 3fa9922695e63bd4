// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.run.NotProven;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.StuckStep;
import org.rekindle.workflows.model.run.TimelineEntry;

/** Views of one run, as it goes on. */
final class Views {

    static final Instant START = Instant.parse("2026-03-04T15:00:00Z");
    static final PlanHash HASH = new PlanHash("3f2a90c1d4e5".repeat(5) + "abcd");

    private static final Diagnosis EXPIRED = new Diagnosis(
            Condition.EXPIRED,
            -1L,
            Reason.of(ReasonCode.SERVED_EXPIRED, "end", "2026-03-03T16:01:00Z").with("ago", "23 h"),
            List.of("Served by https://10.0.0.7:6443."),
            Cause.API_SERVER,
            Certainty.CERTAIN,
            List.of());

    private Views() {}

    static RecoveryView observing() {
        return view(Phase.OBSERVING, null, null, null, timeline(1), null, null, null);
    }

    static RecoveryView awaitingApproval() {
        return view(Phase.AWAITING_APPROVAL, null, "an approval of the plan", plan(), timeline(3), null, null, null);
    }

    /** One that waits for an approval of another plan. */
    static RecoveryView awaitingApproval(SealedPlan plan) {
        return view(Phase.AWAITING_APPROVAL, null, "an approval of the plan", plan, timeline(3), null, null, null);
    }

    static RecoveryView creating() {
        return view(Phase.REBUILDING, null, "binder to be created", plan(), timeline(4), null, null, null);
    }

    static RecoveryView stuck() {
        StuckStep stuck = new StuckStep(
                "connect", "ACCESS_DENIED", "Magnum does not sign for us.", false, START.plusSeconds(4000), false);
        return view(Phase.AWAITING_OPERATOR, null, "a decision about connect", plan(), timeline(5), stuck, null, null);
    }

    static RecoveryView recovered(@Nullable String report) {
        return view(
                Phase.ENDED,
                Outcome.RECOVERED,
                null,
                plan(),
                timeline(6),
                null,
                Instant.parse("2027-03-05T19:20:00Z"),
                report);
    }

    /** One that was rebuilt and of which nobody knows whether users can work. */
    static RecoveryView notProven() {
        return view(
                Phase.ENDED,
                Outcome.REBUILT_NOT_PROVEN,
                null,
                plan(),
                timeline(6),
                null,
                Instant.parse("2027-03-05T19:20:00Z"),
                null,
                List.of(
                        new NotProven("build and launch", "Skipped by bob: no builder answers.", true),
                        new NotProven("scale-up", "The fleet file does not ask for it (verify.scaleUp).", false)),
                null);
    }

    /** One that was ended after the old cluster was gone. */
    static RecoveryView notPutBack() {
        return view(
                Phase.ENDED,
                Outcome.ABORTED,
                null,
                plan(),
                timeline(4),
                null,
                null,
                null,
                List.of(),
                new NotPutBack("rescue/pythia/4256088d", List.of("Secret binderhub/hub")));
    }

    static RecoveryView planned() {
        return view(Phase.ENDED, Outcome.PLANNED, null, plan(), timeline(2), null, null, null);
    }

    static RecoveryView aborted() {
        return view(Phase.ENDED, Outcome.ABORTED, null, plan(), timeline(2), null, null, null);
    }

    /** A run in a phase whose plan has some remedy. */
    static RecoveryView of(Remedy remedy, Phase phase) {
        int entries = phase == Phase.AWAITING_OPERATOR ? 3 : 2;
        return view(phase, null, null, plan(remedy), timeline(entries), null, null, null);
    }

    static SealedPlan plan() {
        return plan(Remedy.REBUILD);
    }

    /** One whose approval must be signed, and whose hash is its own. */
    static SealedPlan signedPlan() {
        return PlanSeal.seal(recoveryPlan(Remedy.REBUILD, true));
    }

    private static SealedPlan plan(Remedy remedy) {
        return new SealedPlan(recoveryPlan(remedy, false), HASH);
    }

    private static RecoveryPlan recoveryPlan(Remedy remedy, boolean signed) {
        Template template = new Template("8f1c", "kubernetes-1-33-jammy", "image", "v1.33.2", "0.16.0", "calico", true);
        return new RecoveryPlan(
                "pythia",
                new ClusterIdentity(
                        new ClusterUuid("4256088d-2fa2-40ba-a60c-3339f6bbe81f"),
                        "binder",
                        "binder-abc",
                        Instant.parse("2025-03-03T16:00:00Z")),
                remedy,
                EXPIRED,
                null,
                List.of(new CandidateTemplate(
                        template,
                        "v1.33.2",
                        "0.16.0",
                        true,
                        List.of(Reason.of(ReasonCode.TESTED, "chart", "0.16.0").with("tested", "1.33")),
                        Evidence.TABLE,
                        Certainty.CERTAIN,
                        List.of())),
                List.of(
                        new PlannedStep("tear down", "Delete binder (4256088d).", Duration.ofMinutes(10), null, null),
                        new PlannedStep(
                                "rebuild", "Create from kubernetes-1-33-jammy.", Duration.ofHours(1), null, null)),
                List.of("Cluster binder (4256088d) with its 2 nodes."),
                List.of(new LeftOver(ResourceType.VOLUME, "vol-1", "pvc-home", false)),
                true,
                null,
                List.of(Decision.of(StepId.UPGRADE, ChoiceCode.SKIPPED, Reason.of(ReasonCode.UPGRADE_POLICY_NEVER))),
                START.plusSeconds(30),
                List.of(),
                List.of("Volume pvc-home, UUID vol-1: goes with the cluster."),
                List.of(new QuotaLine("instances", 10, 4, 4, 4, 1)),
                List.of("The owner of hub.example.org must point it at the new load balancer."),
                1,
                signed,
                false,
                null,
                List.of(),
                null,
                null);
    }

    private static List<TimelineEntry> timeline(int entries) {
        return List.of(
                        new TimelineEntry(START, Phase.OBSERVING, "Looking at pythia from outside."),
                        new TimelineEntry(START.plusSeconds(12), Phase.PLANNING, "Making a plan."),
                        new TimelineEntry(START.plusSeconds(30), Phase.AWAITING_APPROVAL, "Waits for an approval."),
                        new TimelineEntry(START.plusSeconds(630), Phase.REBUILDING, "Rebuild binder."),
                        new TimelineEntry(START.plusSeconds(3900), Phase.CONNECTING, "Making a kubeconfig."),
                        new TimelineEntry(START.plusSeconds(4200), Phase.ENDED, "binder is back."))
                .subList(0, entries);
    }

    private static RecoveryView view(
            Phase phase,
            @Nullable Outcome outcome,
            @Nullable String waitingFor,
            @Nullable SealedPlan plan,
            List<TimelineEntry> timeline,
            @Nullable StuckStep stuck,
            @Nullable Instant nextExpiry,
            @Nullable String report) {
        return view(phase, outcome, waitingFor, plan, timeline, stuck, nextExpiry, report, List.of(), null);
    }

    private static RecoveryView view(
            Phase phase,
            @Nullable Outcome outcome,
            @Nullable String waitingFor,
            @Nullable SealedPlan plan,
            List<TimelineEntry> timeline,
            @Nullable StuckStep stuck,
            @Nullable Instant nextExpiry,
            @Nullable String report,
            List<NotProven> notProven,
            @Nullable NotPutBack notPutBack) {
        return new RecoveryView(
                "pythia",
                "run-1",
                phase,
                outcome,
                waitingFor,
                waitingFor == null ? null : START.plusSeconds(30),
                waitingFor == null ? null : START.plusSeconds(30 + 86400),
                phase == Phase.REBUILDING ? Duration.ofMinutes(138) : null,
                null,
                null,
                EXPIRED,
                plan,
                null,
                stuck,
                nextExpiry,
                List.of(),
                timeline,
                List.of(),
                List.of(),
                report,
                START,
                notProven,
                notPutBack);
    }
}
