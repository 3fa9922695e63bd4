// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.StuckStep;

/** Says in few lines how a run stands, for people who are not looking at it. */
final class News {

    /** In characters; whoever wants more reads the plan. */
    private static final int LONGEST_LINE = 300;

    private static final int MOST_DESTROYED = 3;

    private News() {}

    static RunNews started(String workflowType, RecoverRequest request) {
        String headline = kind(workflowType) + " began";
        return new RunNews(
                NoticeKind.STARTED, Urgency.INFO, headline, List.of(line(why(request))), WorkflowClock.now());
    }

    private static String kind(String workflowType) {
        return switch (workflowType) {
            case "RecoverCluster" -> "a recovery";
            case "RotateCertificates" -> "a renewal of the certificates";
            case "RedeployHubs" -> "a redeploy of the hubs";
            default -> workflowType;
        };
    }

    private static String why(RecoverRequest request) {
        Alert alert = request.alert();
        if (alert != null) {
            return "Alert from " + alert.source() + ": " + alert.summary();
        }
        String by = Optional.ofNullable(request.requestedBy()).orElse("a person who gave no name");
        return "It was asked for by " + by + ".";
    }

    /**
     * A plan that people are to approve, in about five lines.
     *
     * @param longest until the plan is too old
     */
    static RunNews approvalAsked(SealedPlan sealed, String approvers, Duration longest) {
        RecoveryPlan plan = sealed.plan();
        String hash = sealed.sha256().abbreviated();
        List<String> lines = new ArrayList<>();
        lines.add(line(Sentences.of(plan.diagnosis())));
        plan.destroys().stream().limit(MOST_DESTROYED).forEach(each -> lines.add(line("It destroys: " + each)));
        if (plan.destroys().size() > MOST_DESTROYED) {
            lines.add("It destroys " + (plan.destroys().size() - MOST_DESTROYED) + " more, which the plan names.");
        }
        lines.add("Within " + Text.of(longest) + ", " + approvers + " must approve or reject it. "
                + Sentences.approverIsKnown(plan));
        lines.add("Read it: ./rekindle plan " + plan.cluster());
        lines.add("Approve it: ./rekindle approve " + plan.cluster() + " --plan " + hash + Sentences.signing(plan));
        return new RunNews(
                NoticeKind.QUESTION,
                Urgency.CRITICAL,
                "an approval is asked for: " + Text.constant(plan.remedy().name()),
                lines,
                WorkflowClock.now());
    }

    static RunNews stuck(String cluster, StuckStep step) {
        String skip = step.canBeSkipped() ? "retry|skip|abort" : "retry|abort";
        return new RunNews(
                NoticeKind.QUESTION,
                Urgency.CRITICAL,
                line(step.sentence()),
                List.of("Answer it: ./rekindle resolve " + cluster + " " + skip),
                step.since());
    }

    static RunNews answered(String headline) {
        return new RunNews(NoticeKind.ANSWERED, Urgency.INFO, line(headline), List.of(), WorkflowClock.now());
    }

    static RunNews slow(String work, Duration patience, Duration usual) {
        return new RunNews(
                NoticeKind.SLOW,
                Urgency.WARNING,
                line("it takes long: the run waits for " + work),
                List.of("It waits for more than " + Text.of(patience) + "; usual is " + Text.of(usual) + "."),
                WorkflowClock.now());
    }

    static RunNews ended(RunResult result, @Nullable Instant nextExpiry, @Nullable String report) {
        List<String> lines = new ArrayList<>();
        lines.add(line(result.sentence()));
        if (nextExpiry != null) {
            lines.add("The certificate that was seen last expires at " + nextExpiry + ".");
        }
        if (report != null) {
            lines.add("Report: " + report);
        }
        return new RunNews(
                NoticeKind.ENDED,
                urgency(result.outcome()),
                "the run ended: " + Text.constant(result.outcome().name()).toUpperCase(Locale.ROOT),
                lines,
                WorkflowClock.now());
    }

    private static Urgency urgency(Outcome outcome) {
        if (outcome.isGood()) {
            return Urgency.INFO;
        }
        return Urgency.CRITICAL;
    }

    private static String line(String text) {
        return Text.atMost(LONGEST_LINE, text.replaceAll("\\s+", " "));
    }
}
