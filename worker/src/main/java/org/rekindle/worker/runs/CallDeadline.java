// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the time of calls to Temporal, so that who asks over HTTP is answered while they still listen, and no thread is held. Temporal's
 * client may wait for a minute or for ever by itself; it ends each call at the deadline of gRPC's context.
 */
public final class CallDeadline {

    /** PagerDuty listens for 5 s, of which the way and the body take a part. */
    public static final CallDeadline OF_A_DELIVERY = new CallDeadline(Duration.ofSeconds(3));

    /** Ends what waits for the context itself; calls of gRPC have timers of their own. */
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "call-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /** As long as a person waits for a page. */
    public static final CallDeadline OF_A_PAGE = new CallDeadline(Duration.ofSeconds(15));

    private final Duration longest;

    /** A deadline this long after the begin of each call. */
    public CallDeadline(Duration longest) {
        this.longest = longest;
    }

    /**
     * Calls.
     *
     * @throws RunFailure of the kind UNREACHABLE when the time is over, else as the call does
     */
    public <T> T bound(Supplier<T> call) {
        Deadline deadline = Deadline.after(longest.toNanos(), TimeUnit.NANOSECONDS);
        Context.CancellableContext bounded = Context.current().withDeadline(deadline, TIMER);
        Context before = bounded.attach();
        try {
            return call.get();
        } catch (RunFailure failure) {
            if (deadline.isExpired()) {
                throw new RunFailure(
                        RunFailure.Kind.UNREACHABLE,
                        "Temporal has not answered within " + longest.toMillis() + " ms. Repeat it in a moment.",
                        failure);
            }
            throw failure;
        } finally {
            bounded.detach(before);
            bounded.cancel(null);
        }
    }
}
