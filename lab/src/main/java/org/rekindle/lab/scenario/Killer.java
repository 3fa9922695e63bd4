// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills a process again and again, at moments that a seed decides, so that a run that failed can be run again. */
final class Killer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Killer.class);
    private static final int PATIENCE_SECONDS = 30;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lab-killer");
        thread.setDaemon(true);
        return thread;
    });
    private final String victim;
    private final Runnable killAndRestart;
    private final Duration every;
    private final Random random;
    private final Talk talk;
    private int kills;
    private boolean closed;
    private @Nullable Future<?> nextKill;

    /** Kills on average as often as {@code every} says, between half and one and a half times that. */
    Killer(String victim, Runnable killAndRestart, Duration every, long seed, Talk talk) {
        this.victim = victim;
        this.killAndRestart = killAndRestart;
        this.every = every;
        this.random = new Random(seed);
        this.talk = talk;
        next();
    }

    private synchronized void next() {
        if (closed) {
            return;
        }
        long delay = Math.round(every.toMillis() * (0.5 + random.nextDouble()));
        nextKill = timer.schedule(this::kill, delay, TimeUnit.MILLISECONDS);
    }

    private void kill() {
        try {
            killAndRestart.run();
            kills++;
            talk.say("kill -9 of " + victim + ", kill " + kills + "; another starts");
        } catch (RuntimeException failed) {
            LOG.error("{} was not killed and started again", victim, failed);
            talk.say(victim + " was not killed and started again: " + failed.getMessage());
        } finally {
            next();
        }
    }

    /** A kill that is under way is let through at first, so that whom it starts again is known and can be ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (nextKill != null) {
                nextKill.cancel(false);
            }
        }
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
                if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the killer of " + victim + " did not stop");
                }
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
