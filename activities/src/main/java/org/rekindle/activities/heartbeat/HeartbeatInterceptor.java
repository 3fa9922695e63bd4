// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.heartbeat;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Lets every activity beat by itself, so that a killed worker is missed within the heartbeat timeout and a cancellation
 * reaches an activity that is busy.
 *
 * <p>What an activity says in a heartbeat of its own is kept and said again with every beat; before it says anything, what
 * the attempt before it said last is. When the server no longer wants the activity (cancelled, timed out, paused, reset),
 * the interceptor interrupts the activity's thread and reports its end as what the server asked for.
 *
 * <p>The server's rate of heartbeats is capped by the worker's throttle, which is the smaller of 80 % of the heartbeat
 * timeout and {@code WorkerOptions.maxHeartbeatThrottleInterval}: a cancellation arrives at that pace.
 */
public final class HeartbeatInterceptor extends WorkerInterceptorBase {

    private static final Duration EVERY = Duration.ofMillis(1500);

    private final ScheduledThreadPoolExecutor scheduler;
    private final Duration every;

    /** Beats every 1.5 seconds. */
    public HeartbeatInterceptor() {
        this(EVERY);
    }

    /** @param every pause between two beats of an activity */
    public HeartbeatInterceptor(Duration every) {
        this.every = every;
        // Two threads, since the first beat of an activity waits for the server's answer.
        scheduler = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "rekindle-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new BeatingActivity(next, scheduler, every);
    }
}
