// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.heartbeat;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One execution of an activity, beating while it runs. */
final class BeatingActivity extends ActivityInboundCallsInterceptorBase {

    private final ScheduledExecutorService scheduler;
    private final Duration every;
    private @Nullable RememberingContext context;

    BeatingActivity(ActivityInboundCallsInterceptor next, ScheduledExecutorService scheduler, Duration every) {
        super(next);
        this.scheduler = scheduler;
        this.every = every;
    }

    @Override
    public void init(ActivityExecutionContext plain) {
        RememberingContext remembering = new RememberingContext(plain);
        context = remembering;
        super.init(remembering);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
        RememberingContext beating = context;
        if (beating == null || beating.getInfo().isLocal()) {
            return super.execute(input);
        }
        Pulse pulse = new Pulse(beating, Thread.currentThread());
        ScheduledFuture<?> beats =
                scheduler.scheduleWithFixedDelay(pulse, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return super.execute(input);
        } catch (RuntimeException e) {
            // An interrupted activity ends with any exception of its library; the server needs the one that it asked
            // for.
            ActivityCompletionException unwanted = pulse.end();
            if (unwanted != null && unwanted != e) {
                unwanted.addSuppressed(e);
                throw unwanted;
            }
            throw e;
        } finally {
            beats.cancel(false);
            pulse.end();
        }
    }

    /** Beats, and interrupts the activity's thread once when a beat learns that the activity is no longer wanted. */
    private static final class Pulse implements Runnable {

        private final RememberingContext context;
        private final Thread thread;
        private boolean ended;
        private @Nullable ActivityCompletionException unwanted;

        Pulse(RememberingContext context, Thread thread) {
            this.context = context;
            this.thread = thread;
        }

        @Override
        public void run() {
            try {
                context.beat();
            } catch (ActivityCompletionException e) {
                interrupt(e);
            }
        }

        private synchronized void interrupt(ActivityCompletionException reason) {
            if (!ended && unwanted == null) {
                unwanted = reason;
                thread.interrupt();
            }
        }

        /** From here on the thread is not interrupted any more: it may already run another activity. */
        synchronized @Nullable ActivityCompletionException end() {
            if (!ended && unwanted != null) {
                // Our own interrupt may not have been noticed; it must not reach the next activity of this thread.
                Thread.interrupted();
            }
            ended = true;
            return unwanted;
        }
    }
}
