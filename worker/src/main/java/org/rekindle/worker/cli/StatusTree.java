// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rekindle.worker.fleet.Durations;
import org.rekindle.worker.runs.PendingCall;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;
import org.rekindle.workflows.model.TimelineEntry;

/** A run as a tree: what was done and how long it took, what is being done, what is ahead, and what you can do now. */
final class StatusTree {

    private static final Set<Phase> OF_A_REBUILD = EnumSet.of(
            Phase.AWAITING_APPROVAL,
            Phase.TEARING_DOWN,
            Phase.REBUILDING,
            Phase.CONNECTING,
            Phase.REDEPLOYING,
            Phase.VERIFYING);

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
        tree.next();
        return List.copyOf(tree.lines);
    }

    private void head() {
        String state = view.outcome() == null ? style.attention(name(view.phase())) : style.outcome(view.outcome());
        lines.add(style.bold(view.cluster()) + "  " + state + "  "
                + style.faint("started " + Times.moment(view.startedAt()) + ", run " + view.runId()));
        if (view.diagnosis() != null) {
            lines.add(style.branch() + "  " + view.diagnosis().sentence());
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
            boolean last = end == timeline.size();
            boolean underWay = last && view.outcome() == null;
            Instant began = timeline.get(start).at();
            Instant until = !last
                    ? timeline.get(end).at()
                    : underWay ? now : timeline.get(end - 1).at();
            stretch(phase, underWay, Times.between(began, until));
            timeline.subList(start, end)
                    .forEach(entry -> lines.add(
                            style.branch() + "    " + style.faint(Times.clock(entry.at())) + "  " + entry.what()));
        }
        boolean told = !timeline.isEmpty() && timeline.get(timeline.size() - 1).phase() == view.phase();
        if (!told && view.outcome() == null) {
            stretch(view.phase(), true, Times.between(view.startedAt(), now));
        }
    }

    private void stretch(Phase phase, boolean underWay, String time) {
        lines.add((underWay ? style.running() : style.done()) + " " + pad(name(phase)) + "  " + time);
    }

    /** What is asked of other systems right now; their last answers say more than the run itself knows. */
    private void calls() {
        for (PendingCall call : pending) {
            String tries = call.attempt() > 1 ? ", try " + call.attempt() : "";
            Instant next = call.nextTry();
            String again = next != null && next.isAfter(now) ? ", again " + Times.relative(next, now) : "";
            String seen = call.lastSeen() == null ? "" : ": " + call.lastSeen();
            lines.add(style.branch() + "    " + style.attention(call.activity() + tries + again) + seen);
        }
    }

    private void ahead() {
        SealedPlan plan = view.plan();
        if (view.outcome() != null || plan == null) {
            return;
        }
        for (Phase phase : Phase.values()) {
            boolean later = phase.ordinal() > latest().ordinal() && phase.ordinal() < Phase.AWAITING_OPERATOR.ordinal();
            boolean planned = plan.plan().remedy().tearsDown() || !OF_A_REBUILD.contains(phase);
            boolean upgrades = phase != Phase.UPGRADING || plan.plan().upgradeTo() != null;
            boolean renews = phase != Phase.RENEWING || plan.plan().remedy() == Remedy.RENEW_IN_PLACE;
            boolean switches = phase != Phase.SWITCHING_OVER || plan.plan().remedy() == Remedy.REBUILD_BESIDE;
            if (later && planned && upgrades && renews && switches) {
                lines.add(style.ahead() + " " + style.faint(name(phase)));
            }
        }
    }

    /** The furthest phase that was reached; a stuck step is a stop on the way, not a place on it. */
    private Phase latest() {
        Phase latest = Phase.OBSERVING;
        for (TimelineEntry entry : view.timeline()) {
            boolean onTheWay = entry.phase().ordinal() < Phase.AWAITING_OPERATOR.ordinal();
            if (onTheWay && entry.phase().ordinal() > latest.ordinal()) {
                latest = entry.phase();
            }
        }
        boolean onTheWay = view.phase().ordinal() < Phase.AWAITING_OPERATOR.ordinal();
        return onTheWay && view.phase().ordinal() > latest.ordinal() ? view.phase() : latest;
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
            lines.add("  until " + Times.moment(view.waitingUntil()) + " (" + Times.relative(view.waitingUntil(), now)
                    + ")");
        }
        if (view.waitingUsual() != null && view.waitingSince() != null) {
            lines.add("  usually " + Durations.format(view.waitingUsual()) + ", so it ends about "
                    + Times.moment(view.waitingSince().plus(view.waitingUsual())));
        }
    }

    private void next() {
        StuckStep stuck = view.stuck();
        if (stuck != null && view.outcome() == null) {
            lines.add("");
            lines.add(style.bad("Stuck: ") + stuck.step() + " (" + stuck.code() + "): " + stuck.reason());
        }
        if (view.outcome() != null && view.nextExpiry() != null) {
            lines.add("");
            lines.add("The certificate that is served now ends at " + Times.moment(view.nextExpiry()) + " ("
                    + Times.relative(view.nextExpiry(), now) + ").");
        }
        if (view.outcome() != null
                && view.outcome().mended()
                && !view.notProven().isEmpty()) {
            lines.add("");
            lines.add(style.attention("Not proven:"));
            view.notProven().forEach(each -> lines.add("  - " + each.sentence()));
        }
        lines.add("");
        lines.add(style.bold("You can now:"));
        NextSteps.of(view).forEach(step -> lines.add("  " + step));
    }

    private static String name(Phase phase) {
        String words = Words.constant(phase.name());
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String pad(String name) {
        return String.format("%-18s", name);
    }
}
