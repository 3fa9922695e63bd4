// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.rekindle.lab.proxy.TransitTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Time as it passes. */
final class RealTime implements TransitTime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "late-requests");
        thread.setDaemon(true);
        return thread;
    });

    /** Those who are late, and one who waits for them. */
    private final Phaser late = new Phaser(1);

    @Override
    public void catchUp() {
        // Nothing is behind.
    }

    @Override
    public void pass(Duration time) {
        CountDownLatch passed = new CountDownLatch(1);
        ScheduledFuture<?> unused = timer.schedule(passed::countDown, time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            passed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void later(Duration time, Runnable task) {
        late.register();
        ScheduledFuture<?> unused = timer.schedule(() -> arrive(task), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void arrive(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) {
            LOG.warn("what was late has failed", failed);
        } finally {
            late.arriveAndDeregister();
        }
    }

    /** Waits until everything that is late has arrived. */
    void awaitLate() {
        late.arriveAndAwaitAdvance();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
