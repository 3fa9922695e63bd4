// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Works through a list with a fixed number of workflow threads, each of which takes the next one. A thread for each one and a semaphore
 * before the work would be bounded in what they do at once, but not in threads, of which a worker has a limited number for all its runs.
 */
final class Lanes {

    private Lanes() {}

    /** Does the work for each; returns when all is done. */
    static <T> void each(int lanes, List<T> all, Proc1<T> work) {
        Deque<T> left = new ArrayDeque<>(all);
        List<Promise<Void>> busy = new ArrayList<>();
        for (int lane = 0; lane < Math.min(lanes, all.size()); lane++) {
            busy.add(Async.procedure(() -> {
                for (T next = left.poll(); next != null; next = left.poll()) {
                    work.apply(next);
                }
            }));
        }
        Workflow.await(() -> busy.stream().allMatch(Promise::isCompleted));
        busy.forEach(Promise::get);
    }
}
