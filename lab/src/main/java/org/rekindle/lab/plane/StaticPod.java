// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.ProcessFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of the control plane, started again when it ends, with the back-off of a kubelet: 10 s, doubled up to 5
 * minutes, forgotten after 10 minutes of running.
 */
final class StaticPod {
    private static final Logger LOG = LoggerFactory.getLogger(StaticPod.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Lifeline lifeline;
    private final ScheduledExecutorService timer;

    private @Nullable ChildProcess process;
    private @Nullable ScheduledFuture<?> restart;
    private Instant startedAt = Instant.EPOCH;
    private Duration backOff = FIRST_BACK_OFF;
    private int exits;
    private boolean wanted;

    StaticPod(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Lifeline lifeline,
            ScheduledExecutorService timer) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.lifeline = lifeline;
        this.timer = timer;
    }

    String name() {
        return name;
    }

    List<String> command() {
        return command;
    }

    Path log() {
        return log;
    }

    /** Starts it; does nothing when it is meant to run already. */
    synchronized void start() {
        if (!wanted) {
            wanted = true;
            launch();
        }
    }

    /** Kills it for good and waits until it is gone. */
    synchronized void stop() {
        wanted = false;
        if (restart != null) {
            restart.cancel(false);
            restart = null;
        }
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** How often it ended without an order to do so. */
    synchronized int exits() {
        return exits;
    }

    /** What it said last. */
    List<String> tail() {
        return ChildProcess.tail(log, 12);
    }

    private void launch() {
        ChildProcess launched = ChildProcess.start(lifeline, command, log, environment);
        process = launched;
        startedAt = Instant.now();
        // Nothing waits for it; a program that is not watched any more must not go unnoticed.
        CompletableFuture<Void> unused = launched.onExit()
                .thenAccept(code -> ended(launched, code))
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        LOG.error("{} is not started again when it ends", name, failed);
                    }
                });
    }

    private synchronized void ended(ChildProcess which, int code) {
        if (!wanted || which != process) {
            return;
        }
        exits++;
        process = null;
        LOG.info("{} ended with code {}; log: {}", name, code, log);
        if (startedAt.plus(FORGIVEN_AFTER).isBefore(Instant.now())) {
            backOff = FIRST_BACK_OFF;
        }
        startLater();
    }

    private void startLater() {
        LOG.info("{} is started again in {} s", name, backOff.toSeconds());
        restart = timer.schedule(this::relaunch, backOff.toMillis(), TimeUnit.MILLISECONDS);
        backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff.multipliedBy(2);
    }

    private synchronized void relaunch() {
        if (wanted && process == null) {
            try {
                launch();
            } catch (ProcessFailure failed) {
                LOG.warn("{} cannot be started", name, failed);
                startLater();
            }
        }
    }
}
