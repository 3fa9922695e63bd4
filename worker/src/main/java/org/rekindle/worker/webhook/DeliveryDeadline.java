// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.rekindle.worker.runs.RunFailure;

/**
 * Bounds the time for one delivery, so that its sender is answered while it still listens. Temporal's client may wait for a minute by
 * itself; it ends each call at the deadline of gRPC's context.
 */
final class DeliveryDeadline {

    /** PagerDuty listens for 5 s, of which the way and the body take a part. */
    static final DeliveryDeadline USUAL = new DeliveryDeadline(Duration.ofSeconds(3));

    /** Ends what waits for the context itself; calls of gRPC have timers of their own. */
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "delivery-deadline");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration longest;

    DeliveryDeadline(Duration longest) {
        this.longest = longest;
    }

    /**
     * Delivers.
     *
     * @throws RunFailure of the kind UNREACHABLE when the time is over, else as the delivery does
     */
    <T> T bound(Supplier<T> delivery) {
        Deadline deadline = Deadline.after(longest.toNanos(), TimeUnit.NANOSECONDS);
        Context.CancellableContext bounded = Context.current().withDeadline(deadline, TIMER);
        Context before = bounded.attach();
        try {
            return delivery.get();
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
