// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.worker.fleet.Durations;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.PlannedStep;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.SealedPlan;

/** A plan for the one who decides about it. */
final class PlanPage {

    private PlanPage() {}

    static List<String> lines(SealedPlan sealed, Style style) {
        RecoveryPlan plan = sealed.plan();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Plan for " + plan.cluster()) + "  " + plan.remedy() + "  "
                + style.faint("made " + Times.moment(plan.madeAt())));
        lines.add(plan.diagnosis().sentence());
        plan.diagnosis().facts().forEach(fact -> lines.add("  - " + fact));
        decisions(plan.decisions(), lines, style);
        steps(plan.steps(), lines, style);
        ladder(plan, lines, style);
        lines.addAll(destruction(plan, style));
        lines.add("");
        lines.add("SHA-256 of the plan: " + sealed.sha256());
        return List.copyOf(lines);
    }

    /** What is destroyed and what data is at risk: the part that an approval is about. */
    static List<String> destruction(RecoveryPlan plan, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (plan.destroys().isEmpty()) {
            lines.add(style.good("Nothing is destroyed."));
        } else {
            lines.add(style.bad("What is destroyed:"));
            plan.destroys().forEach(destroyed -> lines.add("  - " + destroyed));
        }
        if (!plan.dataAtRisk().isEmpty()) {
            lines.add(style.bad(
                    plan.keepVolumes()
                            ? "Not kept yet, so this plan deletes nothing:"
                            : "Unprotected volumes that a delete may take along:"));
            for (LeftOver volume : plan.dataAtRisk()) {
                lines.add("  - " + volume.name() + " (" + volume.type() + " " + volume.id() + ")");
            }
        }
        return lines;
    }

    private static void decisions(List<Decision> decisions, List<String> lines, Style style) {
        if (decisions.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.bold("Decisions:"));
        decisions.forEach(
                decision -> lines.add("  - " + decision.step() + ": " + decision.choice() + ". " + decision.why()));
    }

    private static void steps(List<PlannedStep> steps, List<String> lines, Style style) {
        if (steps.isEmpty()) {
            return;
        }
        Duration total = steps.stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
        lines.add("");
        lines.add(style.bold("Steps, about " + Durations.format(total) + " in all:"));
        Table table = new Table("STEP", "WHAT", "EXPECTED");
        steps.forEach(step -> table.row(step.name(), step.what(), Durations.format(step.expected())));
        table.toString().lines().forEach(line -> lines.add("  " + line));
    }

    private static void ladder(RecoveryPlan plan, List<String> lines, Style style) {
        if (plan.upgradeTo() != null) {
            lines.add("");
            lines.add(style.bold("Upgrade first to:") + " " + rung(plan.upgradeTo()));
        }
        if (plan.ladder().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.bold("Build from, in this order:"));
        int place = 1;
        for (Rung rung : plan.ladder()) {
            lines.add("  " + place++ + ". " + rung(rung));
        }
    }

    private static String rung(Rung rung) {
        return rung.template().name() + " (Kubernetes " + rung.kubernetesVersion() + ", chart " + rung.chartVersion()
                + "): " + rung.why();
    }
}
