// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.StuckStep;

/**
 * The current details in the Temporal UI. Read alone, at night, they say what is waited for, since when, until when, what
 * can be done, what is the matter, what is planned and decided, and what happened. They stay within a few kilobytes however
 * long the run lasts and what a cloud says: all of it is in the query and in the report.
 */
public final class DetailsPage {

    private static final int LAST = 8;
    private static final int LINE = 300;
    private static final int REASON = 240;
    private static final int TIMELINE_LINE = 160;

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
            return "Ended: " + Text.constant(view.outcome().name());
        }
        return switch (view.phase()) {
            case AWAITING_APPROVAL -> "A human is needed: approve or reject the plan";
            case AWAITING_OPERATOR -> "A human is needed: answer the step below";
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
                    ENDED -> capital(Text.constant(view.phase().name()));
        };
    }

    private static void waiting(Markdown page, RecoveryView view) {
        if (view.waitingFor() == null || view.waitingSince() == null) {
            return;
        }
        page.line("").line("Waiting for " + plain(view.waitingFor()) + ".").line("");
        page.line("- since **" + Markdown.time(view.waitingSince()) + " UTC**");
        if (view.waitingUntil() != null) {
            page.line("- until **" + Markdown.time(view.waitingUntil()) + " UTC** at the longest" + afterwards(view));
        }
        if (view.waitingUsual() != null) {
            page.line("- usually it takes " + Text.of(view.waitingUsual()) + ", so until about **"
                    + Markdown.time(view.waitingSince().plus(view.waitingUsual())) + " UTC**");
        }
    }

    private static String afterwards(RecoveryView view) {
        if (view.phase() == Phase.AWAITING_APPROVAL) {
            return "; then the cluster is looked at again, and a new plan is made";
        }
        return "";
    }

    private static void youCan(Markdown page, RecoveryView view) {
        StuckStep stuck = view.stuck();
        SealedPlan plan = view.plan();
        if (stuck != null) {
            heading(page, "You can");
            if (stuck.canBeSkipped()) {
                resolve(page, view, stuck, "leave it out (SKIP), ", "RETRY|SKIP|ABORT");
            } else {
                resolve(page, view, stuck, "", "RETRY|ABORT");
            }
        } else if (view.phase() == Phase.AWAITING_APPROVAL && plan != null) {
            heading(page, "You can");
            page.line("Read the plan below, then let it go ahead (`approve`) or end the run (`reject`).");
            page.line(Sentences.approverIsKnown(plan.plan()));
            send(
                    page,
                    "./rekindle approve " + view.cluster() + " --plan "
                            + plan.sha256().abbreviated() + Sentences.signing(plan.plan()),
                    "`approve` or `reject`",
                    "{\"planSha256\": \"" + plan.sha256() + "\", \"by\": \"your name\"" + signature(plan) + "}");
        }
    }

    private static String signature(SealedPlan plan) {
        return plan.plan().signed() ? ", \"at\": \"...\", \"signature\": \"...\"" : "";
    }

    private static void resolve(
            Markdown page, RecoveryView view, StuckStep stuck, String leaveOut, String resolutions) {
        page.line(cut(stuck.sentence()) + " (since " + Markdown.time(stuck.since()) + " UTC)");
        page.line("")
                .line("Do what it asks for, then let the step go on (RETRY), " + leaveOut + "or end the run (ABORT).");
        send(
                page,
                "./rekindle resolve " + view.cluster() + " " + resolutions.toLowerCase(Locale.ROOT),
                "`resolve`",
                "{\"step\": \"" + stuck.step() + "\", \"resolution\": \"" + resolutions + "\", \"by\": \"your name\"}");
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
            page.line(cut(Sentences.of(view.diagnosis()))).line("");
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
                "Plan " + sealed.sha256().abbreviated() + ": "
                        + Text.constant(plan.remedy().name()));
        plan.steps().forEach(step -> page.line("1. " + plain(step.what()) + usually(step.expected())));
        if (!plan.destroys().isEmpty()) {
            page.line("").line("**It destroys:**").line("");
            bullets(page, first(plan.destroys()), LINE);
            page.line("").line("**What becomes of the data:**").line("");
            bullets(page, first(plan.data()), LINE);
        }
    }

    private static String usually(Duration expected) {
        if (expected.isZero()) {
            return "";
        }
        return " Usually " + Text.of(expected) + ".";
    }

    private static void decisions(Markdown page, RecoveryView view) {
        if (view.decisions().isEmpty()) {
            return;
        }
        heading(page, "Decisions");
        // The remedies that were not chosen are many, and in the report.
        last(view.decisions().stream()
                        .filter(each -> each.choice() != ChoiceCode.NOT_CHOSEN)
                        .toList())
                .forEach(each -> page.line("- **" + plain(Sentences.step(each)) + ": " + plain(Sentences.choice(each))
                        + ".** " + plain(Text.atMost(REASON, Sentences.why(each)))));
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
                .map(each -> plain(Text.atMost(longest, each)))
                .toList());
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - LAST), all.size());
    }

    private static List<String> first(List<String> all) {
        if (all.size() <= LAST) {
            return all;
        }
        return Stream.concat(
                        all.stream().limit(LAST),
                        Stream.of("And " + (all.size() - LAST) + " more; the query `view` has them all."))
                .toList();
    }

    private static String cut(String sentence) {
        return plain(Text.atMost(LINE, sentence));
    }

    private static String plain(String text) {
        return Markdown.plain(text);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
