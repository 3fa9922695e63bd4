// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;
import org.rekindle.workflows.model.TimelineEntry;

/**
 * The current details in the Temporal UI. Read alone, at night, they say what happened, what is waited for, since when,
 * until when, and what can be done. It stays within a few kilobytes however long the run lasts and whatever a cloud says:
 * all of it is in the query and in the report.
 */
public final class DetailsPage {

    private static final int LAST = 12;
    private static final int LINE = 400;

    private DetailsPage() {}

    /** The page for a run as it stands. */
    public static String of(RecoveryView view) {
        Markdown page = new Markdown();
        page.line("**" + phase(view) + "**").line("");
        waiting(page, view);
        youCan(page, view);
        if (view.diagnosis() != null) {
            page.heading("Diagnosis").line(cut(view.diagnosis().sentence()));
        }
        if (view.plan() != null) {
            plan(page, view.plan());
        }
        if (!view.decisions().isEmpty()) {
            page.heading("Decisions");
            page.bullets(last(view.decisions()).stream()
                    .map(each -> "**" + each.step() + ": " + each.choice() + ".** " + each.why())
                    .map(DetailsPage::cut)
                    .toList());
        }
        List<TimelineEntry> timeline = view.timeline();
        if (!timeline.isEmpty()) {
            page.heading("What happened (UTC)");
            page.bullets(last(timeline).stream()
                    .map(each -> Markdown.time(each.at()) + " " + each.what())
                    .map(DetailsPage::cut)
                    .toList());
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
                    .line("The step \"" + stuck.step() + "\" is stuck: " + cut(stuck.reason()))
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
            page.line("").line("Destroys:").bullets(first(plan.destroys()));
        }
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - LAST), all.size());
    }

    private static List<String> first(List<String> all) {
        return all.size() <= LAST
                ? all
                : Stream.concat(
                                all.stream().limit(LAST),
                                Stream.of("And " + (all.size() - LAST) + " more; the query `view` has them all."))
                        .toList();
    }

    private static String cut(String sentence) {
        return Words.atMost(LINE, sentence);
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
