// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Pace;
import org.rekindle.lab.proxy.TransitTime;

/**
 * The time of a cloud that lives by Temporal's clock, which is skipped. It stands still until it is asked to catch up; then all
 * that is due is done, in its order and each thing at its own time, before anybody sees what the cloud looks like now. Trouble on
 * the way lets the cloud get ahead of Temporal by as long as it lasted.
 */
public final class SkippedTime extends Clock implements Pace, TransitTime {

    private final Clock temporal;
    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Object catchingUp = new Object();
    private Duration ahead = Duration.ZERO;
    private long order;
    private Instant reached;

    /** Time that follows this clock. */
    public SkippedTime(Clock temporal) {
        this.temporal = temporal;
        this.reached = temporal.instant();
    }

    private record Due(Instant at, long order, Runnable task) {}

    @Override
    public synchronized Instant instant() {
        return reached;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only UTC");
    }

    @Override
    public Executor after(Duration real, Executor workers) {
        return task -> later(real, task);
    }

    @Override
    public synchronized void later(Duration time, Runnable task) {
        dues.add(new Due(reached.plus(time), order++, task));
    }

    /** Nothing waits: what is to be done is done on the thread that asks for it. */
    @Override
    public ExecutorService workers(String name) {
        return new DirectExecutor();
    }

    @Override
    public void catchUp() {
        catchUp(Duration.ZERO);
    }

    @Override
    public void pass(Duration time) {
        catchUp(time);
    }

    private void catchUp(Duration further) {
        // What is due may ask the cloud over HTTP, whose threads look at the clock: so only those who catch up wait
        // here.
        synchronized (catchingUp) {
            Instant to = target(further);
            for (Due due = next(to); due != null; due = next(to)) {
                due.task().run();
            }
        }
    }

    private synchronized Instant target(Duration further) {
        ahead = ahead.plus(further);
        return temporal.instant().plus(ahead);
    }

    /** The next thing to do, with the clock set to its time; null, with the clock set to the end, when there is none. */
    private synchronized @Nullable Due next(Instant to) {
        Due due = dues.peek();
        boolean isDue = due != null && !due.at().isAfter(to);
        Instant now = isDue && due != null ? due.at() : to;
        if (now.isAfter(reached)) {
            reached = now;
        }
        return isDue ? dues.poll() : null;
    }
}
