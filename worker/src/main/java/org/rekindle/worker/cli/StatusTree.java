// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rekindle.worker.runs.PendingCall;
import org.rekindle.workflows.decide.remedy.Remedies;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.StuckStep;
import org.rekindle.workflows.model.run.TimelineEntry;

/** A run as a tree: what was done and how long it took, what is being done, what is ahead, and what you can do now. */
final class StatusTree {

    private final RecoveryView view;
    private final List<PendingCall> pending;
    private final Instant now;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private StatusTree(RecoveryView view, List<PendingCall> pending, Instant now, Style style) {
        this.view = view;
        this.pending = pending;
        this.now = now;
        this.style = style;
    }

    /** The lines of the tree. */
    static List<String> lines(RecoveryView view, List<PendingCall> pending, Instant now, Style style) {
        StatusTree tree = new StatusTree(view, pending, now, style);
        tree.head();
        tree.past();
        tree.calls();
        tree.ahead();
        tree.waiting();
        tree.whoApproves();
        tree.next();
        return List.copyOf(tree.lines);
    }

    private void head() {
        String state = view.outcome() == null ? style.attention(name(view.phase())) : style.outcome(view.outcome());
        lines.add(style.bold(view.cluster()) + "  " + state + "  "
                + style.faint("started " + Times.moment(view.startedAt()) + ", run " + view.runId()));
        if (view.diagnosis() != null) {
            lines.add(style.branch() + "  " + Sentences.of(view.diagnosis()));
        }
    }

    /** Timeline entries come in order; those of one phase that follow each other make one stretch. */
    private void past() {
        List<TimelineEntry> timeline = view.timeline();
        for (int start = 0, end; start < timeline.size(); start = end) {
            Phase phase = timeline.get(start).phase();
            end = start;
            while (end < timeline.size() && timeline.get(end).phase() == phase) {
                end++;
            }
            boolean underWay = end == timeline.size() && view.outcome() == null;
            Instant began = timeline.get(start).at();
            stretch(phase, underWay, Times.between(began, until(end)));
            timeline.subList(start, end)
                    .forEach(entry -> lines.add(
                            style.branch() + "    " + style.faint(Times.clock(entry.at())) + "  " + entry.what()));
        }
        boolean shown = !timeline.isEmpty() && timeline.get(timeline.size() - 1).phase() == view.phase();
        if (!shown && view.outcome() == null) {
            stretch(view.phase(), true, Times.between(view.startedAt(), now));
        }
    }

    /** When a stretch ended whose last entry is before this place: the last stretch goes on while the run does. */
    private Instant until(int end) {
        List<TimelineEntry> timeline = view.timeline();
        if (end < timeline.size()) {
            return timeline.get(end).at();
        }
        if (view.outcome() == null) {
            return now;
        }
        return timeline.get(end - 1).at();
    }

    private void stretch(Phase phase, boolean underWay, String time) {
        lines.add((underWay ? style.running() : style.done()) + " " + pad(name(phase)) + "  " + time);
    }

    /** What is asked of other systems right now; their last answers say more than the run itself knows. */
    private void calls() {
        for (PendingCall call : pending) {
            String tried = call.activity() + tries(call) + nextTry(call);
            lines.add(style.branch() + "    " + style.attention(tried) + lastSeen(call));
        }
    }

    private static String tries(PendingCall call) {
        if (call.attempt() > 1) {
            return ", try " + call.attempt();
        }
        return "";
    }

    private String nextTry(PendingCall call) {
        Instant next = call.nextTry();
        if (next != null && next.isAfter(now)) {
            return ", again " + Text.relative(next, now);
        }
        return "";
    }

    private static String lastSeen(PendingCall call) {
        if (call.lastSeen() == null) {
            return "";
        }
        return ": " + call.lastSeen();
    }

    private void ahead() {
        SealedPlan plan = view.plan();
        if (view.outcome() != null || plan == null) {
            return;
        }
        List<Phase> phases = phases(plan.plan());
        phases.subList(reached(phases) + 1, phases.size())
                .forEach(phase -> lines.add(style.ahead() + " " + style.faint(name(phase))));
    }

    /** The way of the plan's remedy, from the first look to the report. */
    private static List<Phase> phases(RecoveryPlan plan) {
        List<Phase> phases = new ArrayList<>(List.of(Phase.OBSERVING, Phase.PLANNING));
        phases.addAll(Remedies.of(plan.remedy()).phases(plan.upgradeTo() != null));
        return phases;
    }

    /** The place of the furthest phase that was reached; a stuck step is a stop on the way, not a place on it. */
    private int reached(List<Phase> phases) {
        return Stream.concat(view.timeline().stream().map(TimelineEntry::phase), Stream.of(view.phase()))
                .mapToInt(phases::indexOf)
                .max()
                .orElse(-1);
    }

    private void waiting() {
        if (view.waitingFor() == null || view.outcome() != null) {
            return;
        }
        lines.add("");
        lines.add(style.attention("Waits for: ") + view.waitingFor());
        if (view.waitingSince() != null) {
            lines.add("  since " + Times.moment(view.waitingSince()) + " (" + Times.between(view.waitingSince(), now)
                    + ")");
        }
        if (view.waitingUntil() != null) {
            lines.add("  until " + Times.moment(view.waitingUntil()) + " (" + Text.relative(view.waitingUntil(), now)
                    + ")");
        }
        if (view.waitingUsual() != null && view.waitingSince() != null) {
            lines.add("  usually " + Text.of(view.waitingUsual()) + ", so it ends about "
                    + Times.moment(view.waitingSince().plus(view.waitingUsual())));
        }
    }

    private void whoApproves() {
        SealedPlan plan = view.plan();
        if (view.outcome() == null && view.phase() == Phase.AWAITING_APPROVAL && plan != null) {
            lines.add("  " + Sentences.approverIsKnown(plan.plan()));
        }
    }

    private void next() {
        StuckStep stuck = view.stuck();
        if (stuck != null && view.outcome() == null) {
            lines.add("");
            lines.add(style.bad(stuck.sentence()));
        }
        if (view.outcome() != null && view.nextExpiry() != null) {
            lines.add("");
            lines.add("The certificate that is served now ends at " + Times.moment(view.nextExpiry()) + " ("
                    + Text.relative(view.nextExpiry(), now) + ").");
        }
        if (view.outcome() != null
                && view.outcome().renewed()
                && !view.notProven().isEmpty()) {
            lines.add("");
            lines.add(style.attention("Not proven:"));
            view.notProven().forEach(each -> lines.add("  - " + each.sentence()));
        }
        NotPutBack lacking = view.notPutBack();
        if (view.outcome() != null && lacking != null) {
            lines.add("");
            lines.add(style.attention("Rescued as " + lacking.copy() + " and not put back:"));
            lacking.things().forEach(each -> lines.add("  - " + each));
        }
        lines.add("");
        lines.add(style.bold("You can now:"));
        NextSteps.of(view).forEach(step -> lines.add("  " + step));
    }

    private static String name(Phase phase) {
        String words = Text.constant(phase.name());
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String pad(String name) {
        return String.format("%-18s", name);
    }
}
