// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.NotProven;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.PlannedStep;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TimelineEntry;

/** Views of one run, as it goes on. */
final class Views {

    static final Instant START = Instant.parse("2026-03-04T15:00:00Z");
    static final String HASH = "3f2a90c1d4e5".repeat(5) + "abcd";

    private static final Diagnosis EXPIRED = new Diagnosis(
            Condition.EXPIRED,
            -1L,
            "The certificate ended on 2026-03-03 at 16:01 UTC.",
            List.of("Served by https://10.0.0.7:6443."),
            Culprit.API_SERVER,
            Certainty.CERTAIN,
            List.of());

    private Views() {}

    static RecoveryView observing() {
        return view(Phase.OBSERVING, null, null, null, timeline(1), null, null, null);
    }

    static RecoveryView awaitingApproval() {
        return view(Phase.AWAITING_APPROVAL, null, "an approval of the plan", plan(), timeline(3), null, null, null);
    }

    static RecoveryView creating() {
        return view(Phase.REBUILDING, null, "binder to be created", plan(), timeline(4), null, null, null);
    }

    static RecoveryView stuck() {
        StuckStep stuck = new StuckStep(
                "connect", "ACCESS_DENIED", "Magnum does not sign for us.", false, START.plusSeconds(4000));
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
                        new NotProven("scale-up", "The fleet file does not ask for it (verify.scaleUp).", false)));
    }

    static RecoveryView planned() {
        return view(Phase.ENDED, Outcome.PLANNED, null, plan(), timeline(2), null, null, null);
    }

    static RecoveryView aborted() {
        return view(Phase.ENDED, Outcome.ABORTED, null, plan(), timeline(2), null, null, null);
    }

    static SealedPlan plan() {
        Template template = new Template("8f1c", "kubernetes-1-33-jammy", "image", "v1.33.2", "0.16.0", "calico", true);
        return new SealedPlan(
                new RecoveryPlan(
                        "pythia",
                        new ClusterIdentity("4256088d", "binder", "binder-abc", Instant.parse("2025-03-03T16:00:00Z")),
                        Remedy.REBUILD,
                        EXPIRED,
                        null,
                        List.of(new Rung(
                                template,
                                "v1.33.2",
                                "0.16.0",
                                true,
                                "Tested together.",
                                Basis.TABLE,
                                Certainty.CERTAIN,
                                List.of())),
                        List.of(
                                new PlannedStep(
                                        "tear down", "Delete binder (4256088d).", Duration.ofMinutes(10), null, null),
                                new PlannedStep(
                                        "rebuild",
                                        "Create from kubernetes-1-33-jammy.",
                                        Duration.ofHours(1),
                                        null,
                                        null)),
                        List.of("Cluster binder (4256088d) with its 2 nodes."),
                        List.of(new LeftOver("volume", "vol-1", "pvc-home", false)),
                        true,
                        null,
                        List.of(new Decision("upgrade", "no", "After expiry it destroys workers.")),
                        START.plusSeconds(30),
                        List.of(),
                        List.of("Volume pvc-home, UUID vol-1: goes with the cluster."),
                        List.of(new QuotaLine("instances", 10, 4, 4, 4, 1)),
                        List.of("Whoever owns hub.example.org must point it at the new load balancer."),
                        1,
                        null,
                        List.of(),
                        null),
                HASH);
    }

    private static List<TimelineEntry> timeline(int entries) {
        return List.of(
                        new TimelineEntry(START, Phase.OBSERVING, "Look at pythia from outside."),
                        new TimelineEntry(START.plusSeconds(12), Phase.PLANNING, "Make a plan."),
                        new TimelineEntry(START.plusSeconds(30), Phase.AWAITING_APPROVAL, "Waits for leave."),
                        new TimelineEntry(START.plusSeconds(630), Phase.REBUILDING, "Build binder anew."),
                        new TimelineEntry(START.plusSeconds(3900), Phase.CONNECTING, "Make a kubeconfig."),
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
        return view(phase, outcome, waitingFor, plan, timeline, stuck, nextExpiry, report, List.of());
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
            List<NotProven> notProven) {
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
                notProven);
    }
}
