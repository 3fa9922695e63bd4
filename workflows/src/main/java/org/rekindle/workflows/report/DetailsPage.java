// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.decide.remedy.ChooseRemedy;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;

/**
 * The current details in the Temporal UI. Read alone, at night, they say what is waited for, since when, until when, what
 * can be done, what is the matter, what is planned and decided, and what happened. They stay within a few kilobytes however
 * long the run lasts and whatever a cloud says: all of it is in the query and in the report.
 */
public final class DetailsPage {

    private static final int LAST = 8;
    private static final int LINE = 300;
    private static final int REASON = 240;
    private static final int TIMELINE_LINE = 160;
    private static final int SHORT_HASH = 12;

    private DetailsPage() {}

    /** The page for a run as it stands. */
    public static String of(RecoveryView view) {
        Markdown page = new Markdown();
        page.line("### " + headline(view));
        waiting(page, view);
        youCan(page, view);
        matter(page, view);
        if (view.plan() != null) {
            plan(page, view.plan());
        }
        decisions(page, view);
        timeline(page, view);
        return page.toString();
    }

    private static String headline(RecoveryView view) {
        if (view.outcome() != null) {
            return "Ended: " + Words.constant(view.outcome().name());
        }
        return switch (view.phase()) {
            case AWAITING_APPROVAL -> "A human is needed: approve or reject the plan";
            case AWAITING_OPERATOR -> "A human is needed: a step is stuck";
            case OBSERVING,
                    PLANNING,
                    UPGRADING,
                    RENEWING,
                    SWITCHING_OVER,
                    TEARING_DOWN,
                    REBUILDING,
                    CONNECTING,
                    REDEPLOYING,
                    VERIFYING,
                    REPORTING,
                    ENDED -> capital(Words.constant(view.phase().name()));
        };
    }

    private static void waiting(Markdown page, RecoveryView view) {
        if (view.waitingFor() == null || view.waitingSince() == null) {
            return;
        }
        page.line("").line("Waiting for " + plain(view.waitingFor()) + ".").line("");
        page.line("- since **" + Markdown.time(view.waitingSince()) + " UTC**");
        if (view.waitingUntil() != null) {
            page.line("- until **" + Markdown.time(view.waitingUntil()) + " UTC** at the longest"
                    + (view.phase() == Phase.AWAITING_APPROVAL
                            ? "; then the cluster is looked at again, and a new plan is made"
                            : ""));
        }
        if (view.waitingUsual() != null) {
            page.line("- usually it takes " + Words.of(view.waitingUsual()) + ", so until about **"
                    + Markdown.time(view.waitingSince().plus(view.waitingUsual())) + " UTC**");
        }
    }

    private static void youCan(Markdown page, RecoveryView view) {
        StuckStep stuck = view.stuck();
        SealedPlan plan = view.plan();
        if (stuck != null) {
            String skip = stuck.canBeSkipped() ? "|SKIP" : "";
            heading(page, "You can");
            page.line("Mend what is wrong, then have the step \"" + plain(stuck.step()) + "\" tried again (RETRY), "
                    + (stuck.canBeSkipped() ? "leave it out (SKIP), " : "") + "or end the run (ABORT).");
            page.line("").line("It is stuck since " + Markdown.time(stuck.since()) + " UTC: " + cut(stuck.reason()));
            send(
                    page,
                    "./rekindle resolve " + view.cluster() + " " + ("retry" + skip + "|abort").toLowerCase(Locale.ROOT),
                    "`resolve`",
                    "{\"step\": \"" + stuck.step() + "\", \"resolution\": \"RETRY" + skip
                            + "|ABORT\", \"by\": \"your name\"}");
        } else if (view.phase() == Phase.AWAITING_APPROVAL && plan != null) {
            heading(page, "You can");
            page.line("Read the plan below, then let it go ahead (`approve`) or end the run (`reject`).");
            send(
                    page,
                    "./rekindle approve " + view.cluster() + " --plan "
                            + plan.sha256().substring(0, SHORT_HASH),
                    "`approve` or `reject`",
                    "{\"planSha256\": \"" + plan.sha256() + "\", \"by\": \"your name\"}");
        }
    }

    private static void send(Markdown page, String command, String update, String json) {
        page.line("").line("- in a shell: `" + command + "`");
        page.line("- here: More Actions, Send an Update: " + update + ", with `" + json + "`");
    }

    private static void matter(Markdown page, RecoveryView view) {
        if (view.diagnosis() == null && view.alerts().isEmpty()) {
            return;
        }
        heading(page, "What is the matter");
        if (view.diagnosis() != null) {
            page.line(cut(view.diagnosis().sentence())).line("");
            bullets(page, view.diagnosis().facts(), LINE);
        }
        bullets(
                page,
                last(view.alerts()).stream()
                        .map(alert -> "Alert of " + alert.source() + ": " + alert.summary())
                        .toList(),
                LINE);
    }

    private static void plan(Markdown page, SealedPlan sealed) {
        RecoveryPlan plan = sealed.plan();
        heading(
                page,
                "Plan " + sealed.sha256().substring(0, SHORT_HASH) + ": "
                        + Words.constant(plan.remedy().name()));
        plan.steps().forEach(step -> page.line("1. " + plain(step.what()) + usually(step.expected())));
        if (!plan.destroys().isEmpty()) {
            page.line("").line("**It destroys:**").line("");
            bullets(page, first(plan.destroys()), LINE);
        }
    }

    private static String usually(Duration expected) {
        return expected.isZero() ? "" : " Usually " + Words.of(expected) + ".";
    }

    private static void decisions(Markdown page, RecoveryView view) {
        if (view.decisions().isEmpty()) {
            return;
        }
        heading(page, "Decisions");
        // The remedies that were not chosen are many, and in the report.
        last(view.decisions().stream()
                        .filter(each -> !ChooseRemedy.wasLeft(each))
                        .toList())
                .forEach(each -> page.line("- **" + plain(each.step()) + ": " + plain(each.choice()) + ".** "
                        + plain(Words.atMost(REASON, each.why()))));
    }

    private static void timeline(Markdown page, RecoveryView view) {
        if (view.timeline().isEmpty()) {
            return;
        }
        heading(page, "What happened (UTC)");
        bullets(
                page,
                last(view.timeline()).stream()
                        .map(each -> Markdown.time(each.at()) + " " + each.what())
                        .toList(),
                TIMELINE_LINE);
    }

    private static void heading(Markdown page, String title) {
        page.line("").line("#### " + title).line("");
    }

    private static void bullets(Markdown page, List<String> sentences, int longest) {
        page.bullets(sentences.stream()
                .map(each -> plain(Words.atMost(longest, each)))
                .toList());
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
        return plain(Words.atMost(LINE, sentence));
    }

    private static String plain(String text) {
        return Markdown.plain(text);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
