// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.rekindle.worker.runs.PendingCall;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.TimelineEntry;

/**
 * Shows a run until it ends. On a terminal the tree is drawn over and over in its place; elsewhere only what is new is
 * written, line by line, so that a log stays readable.
 */
final class Watch {

    private static final long LOOK_EVERY_MILLISECONDS = 1000;

    private final Recoveries recoveries;
    private final PrintWriter out;
    private final Style style;
    private final Clock clock;
    private int drawn;
    private int printed;
    private String waitedFor = "";

    Watch(Recoveries recoveries, PrintWriter out, Style style, Clock clock) {
        this.recoveries = recoveries;
        this.out = out;
        this.style = style;
        this.clock = clock;
    }

    /** Shows the run to its end. */
    RecoveryView toTheEnd(String cluster) {
        return follow(cluster, false);
    }

    /** Shows the run to its end, or until it waits for a person. */
    RecoveryView untilSomebodyIsNeeded(String cluster) {
        return follow(cluster, true);
    }

    /** A view of the run; fails when the run itself ended by an error, since such a run has no outcome. */
    static RecoveryView look(Recoveries recoveries, String cluster) {
        RecoveryView view = recoveries.view(cluster);
        if (view.outcome() == null && !recoveries.isUnderWay(cluster)) {
            recoveries.result(cluster);
            return recoveries.view(cluster);
        }
        return view;
    }

    /** The first view that has a plan, or that of the end where it comes to none. */
    static RecoveryView untilPlanned(Recoveries recoveries, String cluster) {
        RecoveryView view = look(recoveries, cluster);
        while (view.plan() == null && view.outcome() == null) {
            pause();
            view = look(recoveries, cluster);
        }
        return view;
    }

    private RecoveryView follow(String cluster, boolean stopForHuman) {
        while (true) {
            RecoveryView view = look(recoveries, cluster);
            boolean last = view.outcome() != null || (stopForHuman && NextSteps.waitsForHuman(view));
            if (style.isLive()) {
                redraw(lines(view));
            } else {
                print(view, last);
            }
            out.flush();
            if (last) {
                return view;
            }
            pause();
        }
    }

    private void redraw(List<String> lines) {
        if (drawn > 0) {
            // Up to the first line of the last drawing, then clear from there to the end of the screen.
            out.print("\u001b[" + drawn + "F\u001b[J");
        }
        lines.forEach(out::println);
        drawn = lines.size();
    }

    private void print(RecoveryView view, boolean last) {
        List<TimelineEntry> timeline = view.timeline();
        timeline.subList(Math.min(printed, timeline.size()), timeline.size())
                .forEach(entry -> out.println(Times.moment(entry.at()) + "  " + entry.phase() + "  " + entry.what()));
        printed = timeline.size();
        String waitsFor = Objects.requireNonNullElse(view.waitingFor(), "");
        if (!waitsFor.isEmpty() && !waitsFor.equals(waitedFor)) {
            out.println(Times.moment(clock.instant()) + "  " + view.phase() + "  waits for: " + waitsFor);
        }
        waitedFor = waitsFor;
        if (last) {
            lines(view).forEach(out::println);
        }
    }

    private List<String> lines(RecoveryView view) {
        List<PendingCall> pending = view.outcome() == null ? recoveries.pending(view.cluster()) : List.of();
        return StatusTree.lines(view, pending, clock.instant(), style);
    }

    /** Until the next look at a run. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.FAILED, "Watching was interrupted; the run goes on.", e);
        }
    }
}
