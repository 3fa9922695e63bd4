// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** How the cloud waits, and who works in it: really, or in a time that is skipped and in which nothing happens at once. */
public interface Pace {

    /** Runs what it is given on the workers when a real duration has passed. */
    Executor after(Duration real, Executor workers);

    /** The workers of one service of the cloud; they are that service's to end. */
    ExecutorService workers(String name);

    /** Time passes by itself, and there is a thread for everything that goes on. */
    Pace OF_LIFE = new Pace() {
        @Override
        public Executor after(Duration real, Executor workers) {
            return CompletableFuture.delayedExecutor(real.toNanos(), TimeUnit.NANOSECONDS, workers);
        }

        @Override
        public ExecutorService workers(String name) {
            return Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
        }
    };
}
