// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Stubs of activities, each with a summary that the Temporal UI shows and with a deadline of our own.
 *
 * <p>Every activity heartbeats by itself while it runs (the worker sees to that), so a worker that is killed is noticed
 * within {@link #SILENCE}, at any work of the activity. Such heartbeats prove that the process lives, not that the work goes on: an
 * activity that hangs is noticed at its start-to-close timeout only.
 */
public final class ActivityStubs {

    /** How long an activity may stay silent before it is given to another worker. */
    private static final Duration SILENCE = Duration.ofSeconds(7);

    /** One look or one request: generous, since a hung Magnum conductor answers after 60 s only. */
    private static final Duration ONE_CALL = Duration.ofMinutes(2);

    /** What remains of a deadline that passed while something else was done: Temporal takes zero and less for no deadline. */
    private static final Duration ONE_TRY = Duration.ofSeconds(10);

    /** In characters; the Temporal server takes no more than 400 bytes, and fails the workflow task otherwise. */
    static final int LONGEST_SUMMARY = 120;

    /** One try of something on our own machine. */
    private static final Duration HERE = Duration.ofSeconds(10);

    private static final int TRIES_HERE = 3;

    private static final RetryOptions RETRY = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setBackoffCoefficient(2)
            .setMaximumInterval(Duration.ofSeconds(20))
            .build();

    private ActivityStubs() {}

    /**
     * A look or a request that is answered soon, tried again until the deadline.
     *
     * @param summary what the UI shows, a sentence without its full stop
     */
    public static <A> A remote(Class<A> system, String summary, Duration deadline) {
        return remote(system, options(summary, deadline, ONE_CALL));
    }

    /**
     * A look that is answered soon in every case: not being there yet is an answer as well, and fails at once with
     * {@code STILL_WAITING}.
     */
    public static <A> A once(Class<A> system, String summary, Duration deadline) {
        RetryOptions noWaiting = RetryOptions.newBuilder(RETRY)
                .setDoNotRetry(FailureCode.STILL_WAITING.name())
                .build();
        return remote(
                system,
                ActivityOptions.newBuilder(options(summary, deadline, ONE_CALL))
                        .setRetryOptions(noWaiting)
                        .build());
    }

    /**
     * Something on this worker's own machine that is answered at once, and that costs the history one event instead of
     * six. Not for other systems: while it is tried again the workflow task lasts, and a lasting one costs events.
     */
    public static <A> A local(Class<A> own, String summary) {
        LocalActivityOptions options = LocalActivityOptions.newBuilder()
                .setSummary(Text.atMost(LONGEST_SUMMARY, summary))
                .setStartToCloseTimeout(HERE)
                .setRetryOptions(RetryOptions.newBuilder(RETRY)
                        .setMaximumAttempts(TRIES_HERE)
                        .build())
                .build();
        return ReadingStub.of(own, Workflow.newLocalActivityStub(own, options));
    }

    /** A look from another place, by whichever worker stands there. */
    public static <A> A remoteFrom(String taskQueue, Class<A> system, String summary, Duration deadline) {
        return remote(
                system,
                ActivityOptions.newBuilder(options(summary, deadline, ONE_CALL))
                        .setTaskQueue(taskQueue)
                        .build());
    }

    /** Something that works for long in one go, such as Helm. */
    public static <A> A longRunning(Class<A> system, String summary, Duration deadline) {
        return remote(system, options(summary, deadline, atLeastOneTry(deadline)));
    }

    private static <A> A remote(Class<A> system, ActivityOptions options) {
        return ReadingStub.of(system, Workflow.newActivityStub(system, options));
    }

    private static ActivityOptions options(String summary, Duration wanted, Duration longestAttempt) {
        Duration deadline = atLeastOneTry(wanted);
        return ActivityOptions.newBuilder()
                .setSummary(Text.atMost(LONGEST_SUMMARY, summary))
                .setScheduleToCloseTimeout(deadline)
                .setStartToCloseTimeout(min(longestAttempt, deadline))
                .setHeartbeatTimeout(SILENCE)
                .setRetryOptions(RETRY)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build();
    }

    private static Duration atLeastOneTry(Duration deadline) {
        if (deadline.isZero() || deadline.isNegative()) {
            return ONE_TRY;
        }
        return deadline;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
