// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;

/** A plan for the one who decides about it. */
final class PlanPage {

    private PlanPage() {}

    /** @param approval what was given in the same run, null for none; the page shows it where it is for this plan */
    static List<String> lines(SealedPlan sealed, @Nullable Approval approval, Style style) {
        RecoveryPlan plan = sealed.plan();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Plan for " + plan.cluster()) + "  "
                + Text.constant(plan.remedy().name()) + "  " + style.faint("made " + Times.moment(plan.madeAt())));
        diagnosis(plan.diagnosis(), lines);
        decisions(plan.decisions(), lines, style);
        steps(plan.steps(), lines, style);
        candidates("Upgrade first, in this order:", plan.upgrades(), lines, style);
        candidates("Build from, in this order:", plan.ladder(), lines, style);
        lines.addAll(destruction(plan, style));
        sentences("What becomes of the data:", plan.data(), lines, style);
        sentences("What a redeploy needs, checked beforehand:", plan.releases(), lines, style);
        quota(plan.quota(), lines, style);
        sentences("What people must do:", plan.humanToDos(), lines, style);
        ticket(plan.ticket(), lines, style);
        lines.add("");
        if (plan.approvals() > 0) {
            lines.add("This plan needs the approval of " + people(plan.approvals())
                    + " other than the requester. It is valid for this plan alone. The fleet file approves beforehand where it says"
                    + " approval.teardown: pre-approved.");
            lines.add(Sentences.approverIsKnown(plan));
        }
        if (approval != null && approval.planSha256().equals(sealed.sha256())) {
            lines.add("Approved by " + approval.names() + " at " + Times.moment(approval.givenAt()) + ".");
        }
        lines.add("SHA-256 of the plan: " + sealed.sha256());
        return List.copyOf(lines);
    }

    private static String people(int count) {
        if (count == 1) {
            return "one person";
        }
        return count + " people";
    }

    private static void diagnosis(Diagnosis diagnosis, List<String> lines) {
        lines.add(Sentences.of(diagnosis));
        diagnosis.facts().forEach(fact -> lines.add("  - " + fact));
        if (!diagnosis.wouldTell().isEmpty()) {
            lines.add("This would make it surer:");
            diagnosis.wouldTell().forEach(each -> lines.add("  - " + Sentences.of(each)));
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
            lines.add(style.bad(riskTitle(plan)));
            for (LeftOver volume : plan.dataAtRisk()) {
                lines.add("  - " + volume.name() + " (" + volume.type() + " " + volume.id() + ")");
            }
        }
        return lines;
    }

    private static String riskTitle(RecoveryPlan plan) {
        if (plan.keepVolumes()) {
            return "Not kept yet, so this plan deletes nothing:";
        }
        return "Unprotected volumes that a delete may take along:";
    }

    private static void decisions(List<Decision> decisions, List<String> lines, Style style) {
        sentences(
                "Decisions:",
                decisions.stream()
                        .filter(each -> each.choice() != ChoiceCode.NOT_CHOSEN)
                        .map(each -> Sentences.step(each) + ": " + Sentences.choice(each) + ". " + Sentences.why(each))
                        .toList(),
                lines,
                style);
        sentences(
                "Not chosen, from what costs least:",
                decisions.stream()
                        .filter(each -> each.choice() == ChoiceCode.NOT_CHOSEN)
                        .map(each -> Sentences.step(each) + ": " + Sentences.why(each))
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
        lines.add(style.bold("Steps, about " + Text.of(total) + " in all:"));
        Table table = new Table("STEP", "WHAT", "EXPECTED", "LONGEST", "KNOWN FROM");
        steps.forEach(step -> table.row(step.name(), step.what(), expected(step), longest(step), step.evidence()));
        indented(table, lines);
    }

    private static @Nullable String expected(PlannedStep step) {
        if (step.expected().isZero()) {
            return null;
        }
        return Text.of(step.expected());
    }

    private static @Nullable String longest(PlannedStep step) {
        if (step.longest() == null) {
            return null;
        }
        return Text.of(step.longest());
    }

    private static void candidates(String title, List<CandidateTemplate> candidates, List<String> lines, Style style) {
        if (candidates.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.bold(title));
        int place = 1;
        for (CandidateTemplate candidate : candidates) {
            lines.add("  " + place++ + ". " + candidate.template().name() + " (Kubernetes "
                    + candidate.kubernetesVersion() + ", chart " + candidate.chartVersion() + "): "
                    + Sentences.of(candidate.reasons()));
            candidate.warnings().forEach(warning -> lines.add("     " + style.bad(Sentences.of(warning))));
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
