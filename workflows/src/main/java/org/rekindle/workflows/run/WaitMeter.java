// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.PastTime;
import org.rekindle.workflows.model.run.Work;

/** What a run waits for, how long that usually takes, and how long the work of this run took. */
public final class WaitMeter {

    private final Runnable changed;
    private final List<PastTime> measured = new ArrayList<>();
    private Function<Work, Duration> usual = work -> Duration.ZERO;
    private @Nullable Wait current;

    /**
     * Something that the run waits for.
     *
     * @param longest our own deadline, null when there is none
     * @param usual how long it usually takes, null when nothing is expected
     */
    record Wait(
            String what,
            Instant since,
            @Nullable Duration longest,
            @Nullable Duration usual) {

        @Nullable
        Instant until() {
            if (longest == null) {
                return null;
            }
            return since.plus(longest);
        }

        Wait startedNow() {
            return new Wait(what, WorkflowClock.now(), longest, usual);
        }
    }

    /** @param changed is called whenever there is something else to show */
    WaitMeter(Runnable changed) {
        this.changed = changed;
    }

    /** Keeps what is usual for each kind of work. */
    public void expects(Function<Work, Duration> usualTimes) {
        usual = usualTimes;
    }

    /** What is usual for a piece of work here. */
    public Duration usual(Work work) {
        return usual.apply(work);
    }

    /** Begins a piece of work whose time is expected and measured. */
    public void begin(Work work, String what, Duration longest) {
        show(new Wait(what, WorkflowClock.now(), longest, usual(work)));
    }

    /** Ends a piece of work that succeeded, so that later runs know how long it takes. */
    public void done(Work work) {
        Wait ended = current;
        if (ended != null) {
            Instant now = WorkflowClock.now();
            measured.add(new PastTime(work, Duration.between(ended.since(), now), now));
        }
        stopWaiting();
    }

    /** How long the work of this run took. */
    public List<PastTime> measured() {
        return List.copyOf(measured);
    }

    /**
     * Says what the run waits for from now on.
     *
     * @param longest our own deadline, null when there is none
     */
    public void waitFor(String what, @Nullable Duration longest) {
        show(new Wait(what, WorkflowClock.now(), longest, null));
    }

    /** Says that the run waits for nothing any more. */
    public void stopWaiting() {
        show(null);
    }

    /** Goes on with a wait that an operator's answer had to come before. Its time starts again. */
    void resume(@Nullable Wait interrupted) {
        show(interrupted == null ? null : interrupted.startedNow());
    }

    @Nullable
    Wait current() {
        return current;
    }

    private void show(@Nullable Wait next) {
        current = next;
        changed.run();
    }
}
