// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.Durations;
import org.rekindle.workflows.decide.remedy.ChooseRemedy;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.PlannedStep;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.SealedPlan;

/** A plan for the one who decides about it. */
final class PlanPage {

    private PlanPage() {}

    /** @param approval what was given in the same run, null for none; it is told where it is for this plan */
    static List<String> lines(SealedPlan sealed, @Nullable Approval approval, Style style) {
        RecoveryPlan plan = sealed.plan();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Plan for " + plan.cluster()) + "  " + plan.remedy() + "  "
                + style.faint("made " + Times.moment(plan.madeAt())));
        diagnosis(plan.diagnosis(), lines);
        decisions(plan.decisions(), lines, style);
        steps(plan.steps(), lines, style);
        rungs("Upgrade first, in this order:", plan.hops(), lines, style);
        rungs("Build from, in this order:", plan.ladder(), lines, style);
        lines.addAll(destruction(plan, style));
        sentences("What becomes of the data:", plan.data(), lines, style);
        sentences("The releases, rendered beforehand:", plan.releases(), lines, style);
        quota(plan.quota(), lines, style);
        sentences("What people must do:", plan.humanToDos(), lines, style);
        ticket(plan.ticket(), lines, style);
        lines.add("");
        if (plan.approvals() > 0) {
            lines.add("Leave must be given by " + (plan.approvals() == 1 ? "one person" : plan.approvals() + " people")
                    + " other than the one who asked, and counts for this plan alone; or beforehand by the fleet file, where it says"
                    + " approval.teardown: pre-approved.");
        }
        if (approval != null && approval.planSha256().equals(sealed.sha256())) {
            lines.add("Approved by " + approval.names() + " at " + Times.moment(approval.givenAt()) + ".");
        }
        lines.add("SHA-256 of the plan: " + sealed.sha256());
        return List.copyOf(lines);
    }

    private static void diagnosis(Diagnosis diagnosis, List<String> lines) {
        lines.add(diagnosis.sentence());
        diagnosis.facts().forEach(fact -> lines.add("  - " + fact));
        if (!diagnosis.wouldTell().isEmpty()) {
            lines.add("This would make it surer:");
            diagnosis.wouldTell().forEach(each -> lines.add("  - " + each));
        }
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
        sentences(
                "Decisions:",
                decisions.stream()
                        .filter(each -> !ChooseRemedy.wasLeft(each))
                        .map(each -> each.step() + ": " + each.choice() + ". " + each.why())
                        .toList(),
                lines,
                style);
        sentences(
                "Not chosen, from what costs least:",
                decisions.stream()
                        .filter(ChooseRemedy::wasLeft)
                        .map(each -> each.step() + ": " + each.why())
                        .toList(),
                lines,
                style);
    }

    private static void steps(List<PlannedStep> steps, List<String> lines, Style style) {
        if (steps.isEmpty()) {
            return;
        }
        Duration total = steps.stream().map(PlannedStep::expected).reduce(Duration.ZERO, Duration::plus);
        lines.add("");
        lines.add(style.bold("Steps, about " + Durations.format(total) + " in all:"));
        Table table = new Table("STEP", "WHAT", "EXPECTED", "LONGEST", "KNOWN FROM");
        steps.forEach(step -> table.row(
                step.name(),
                step.what(),
                step.expected().isZero() ? null : Durations.format(step.expected()),
                step.longest() == null ? null : Durations.format(step.longest()),
                step.basis()));
        indented(table, lines);
    }

    private static void rungs(String title, List<Rung> rungs, List<String> lines, Style style) {
        if (rungs.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.bold(title));
        int place = 1;
        for (Rung rung : rungs) {
            lines.add("  " + place++ + ". " + rung.template().name() + " (Kubernetes " + rung.kubernetesVersion()
                    + ", chart " + rung.chartVersion() + "): " + rung.why());
            rung.warnings().forEach(warning -> lines.add("     " + style.bad(warning)));
        }
    }

    private static void quota(List<QuotaLine> quota, List<String> lines, Style style) {
        if (quota.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.bold("Quota of the project:"));
        Table table = new Table("RESOURCE", "LIMIT", "USED", "THIS CLUSTER", "THE NEW ONE", "FOR AN UPGRADE");
        quota.forEach(line -> table.row(
                line.resource(),
                line.limit() < 0 ? "none" : String.valueOf(line.limit()),
                String.valueOf(line.used()),
                String.valueOf(line.ofCluster()),
                String.valueOf(line.ofNew()),
                String.valueOf(line.ofSurge())));
        indented(table, lines);
    }

    private static void ticket(@Nullable String ticket, List<String> lines, Style style) {
        if (ticket == null) {
            return;
        }
        lines.add("");
        lines.add(style.bold("Ticket to the operators of the cloud:"));
        ticket.lines().forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    }

    private static void sentences(String title, List<String> sentences, List<String> lines, Style style) {
        if (sentences.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.bold(title));
        sentences.forEach(each -> lines.add("  - " + each));
    }

    private static void indented(Table table, List<String> lines) {
        table.toString().lines().forEach(line -> lines.add("  " + line));
    }
}
