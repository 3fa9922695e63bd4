// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays many runs, some of them at a time: each waits for its own threads most of the time. */
public final class Parallel {

    private Parallel() {}

    /**
     * Does all tasks, and gives their results in the order of the tasks.
     *
     * @throws IllegalStateException when one of them fails
     */
    public static <T> List<T> all(int atATime, List<Callable<T>> tasks) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<T>> working = tasks.stream().map(threads::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : working) {
                results.add(each.get());
            }
            return List.copyOf(results);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "A run broke off, which says nothing about what was to be tried: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
