// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills a process again and again, at moments that a seed decides, so that a run that failed can be run again. */
final class Killer implements AutoCloseable {

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

    /** Kills on average as often as {@code every} says, between half and one and a half times that. */
    Killer(String victim, Runnable killAndRestart, Duration every, long seed, Talk talk) {
        this.victim = victim;
        this.killAndRestart = killAndRestart;
        this.every = every;
        this.random = new Random(seed);
        this.talk = talk;
        next();
    }

    private void next() {
        long delay = Math.round(every.toMillis() * (0.5 + random.nextDouble()));
        timer.schedule(this::kill, delay, TimeUnit.MILLISECONDS);
    }

    private void kill() {
        killAndRestart.run();
        kills++;
        talk.say("kill -9 of " + victim + ", kill " + kills + "; another starts");
        next();
    }

    @Override
    public void close() throws InterruptedException {
        timer.shutdownNow();
        if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the killer did not stop within 30 s");
        }
    }
}
