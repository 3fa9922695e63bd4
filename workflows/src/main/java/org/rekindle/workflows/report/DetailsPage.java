// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.util.List;
import java.util.Locale;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;
import org.rekindle.workflows.model.TimelineEntry;

/**
 * The current details in the Temporal UI. Read alone, at night, they say what happened, what is waited for, since when,
 * until when, and what can be done.
 */
public final class DetailsPage {

    private static final int LAST = 12;

    private DetailsPage() {}

    /** The page for a run as it stands. */
    public static String of(RecoveryView view) {
        Markdown page = new Markdown();
        page.line("**" + phase(view) + "**").line("");
        waiting(page, view);
        youCan(page, view);
        if (view.diagnosis() != null) {
            page.heading("Diagnosis").line(view.diagnosis().sentence());
        }
        if (view.plan() != null) {
            plan(page, view.plan());
        }
        if (!view.decisions().isEmpty()) {
            page.heading("Decisions");
            view.decisions()
                    .forEach(each -> page.line("- **" + each.step() + ": " + each.choice() + ".** " + each.why()));
        }
        List<TimelineEntry> timeline = view.timeline();
        if (!timeline.isEmpty()) {
            page.heading("What happened (UTC)");
            timeline.subList(Math.max(0, timeline.size() - LAST), timeline.size())
                    .forEach(each -> page.line("- " + Markdown.time(each.at()) + " " + each.what()));
        }
        return page.toString();
    }

    private static String phase(RecoveryView view) {
        return view.outcome() != null
                ? "Ended: " + words(view.outcome().name())
                : words(view.phase().name());
    }

    private static void waiting(Markdown page, RecoveryView view) {
        if (view.waitingFor() == null || view.waitingSince() == null) {
            return;
        }
        String until =
                view.waitingUntil() == null ? "" : ", at the longest until " + Markdown.time(view.waitingUntil());
        page.line("Waiting for " + view.waitingFor() + ", since " + Markdown.time(view.waitingSince()) + until
                + " (UTC).");
    }

    private static void youCan(Markdown page, RecoveryView view) {
        StuckStep stuck = view.stuck();
        if (stuck != null) {
            page.heading("You can")
                    .line("The step \"" + stuck.step() + "\" is stuck: " + stuck.reason())
                    .line("")
                    .line("Send the update `resolve` with `{\"resolution\": \"RETRY"
                            + (stuck.canBeSkipped() ? "|SKIP" : "") + "|ABORT\", \"by\": \"you\"}`, or run")
                    .line("`rekindle resolve " + view.cluster() + " retry" + (stuck.canBeSkipped() ? "|skip" : "")
                            + "|abort`.");
            return;
        }
        SealedPlan plan = view.plan();
        if (plan == null) {
            return;
        }
        switch (view.phase()) {
            case AWAITING_APPROVAL ->
                page.heading("You can")
                        .line("Send the update `approve` (or `reject`) with `{\"planSha256\": \"" + plan.sha256()
                                + "\", \"by\": \"you\"}`, or run")
                        .line("`rekindle approve " + view.cluster() + "`.");
            case OBSERVING,
                    PLANNING,
                    UPGRADING,
                    TEARING_DOWN,
                    REBUILDING,
                    CONNECTING,
                    REDEPLOYING,
                    VERIFYING,
                    REPORTING,
                    AWAITING_OPERATOR,
                    ENDED -> {}
        }
    }

    private static void plan(Markdown page, SealedPlan sealed) {
        RecoveryPlan plan = sealed.plan();
        page.heading("Plan " + sealed.sha256().substring(0, 12))
                .line("Remedy: " + words(plan.remedy().name()) + ".");
        if (!plan.destroys().isEmpty()) {
            page.line("").line("Destroys:").bullets(plan.destroys());
        }
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
