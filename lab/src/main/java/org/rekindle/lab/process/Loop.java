// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again on a thread of its own. When {@link #close} returns, no look is under way any more, so that what it
 * looks at may be closed next.
 */
public final class Loop implements AutoCloseable {

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final ScheduledThreadPoolExecutor thread;

    /** A loop that does nothing yet. */
    public Loop(String name) {
        this.name = name;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Looks at once, then again after each pause; a look that fails is reported, and the next one comes all the same. */
    public void start(Duration pause, Runnable look) {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(() -> tellFailure(look), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tellFailure(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException failed) {
            LOG.warn("a look of {} failed", name, failed);
        }
    }

    /** Does something once, between two looks; it reports its failures itself. */
    public void after(Duration pause, Runnable what) {
        ScheduledFuture<?> unused = thread.schedule(what, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
