// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.FailureCode;

/**
 * The way to the world: activity stubs, each with a summary that the Temporal UI shows and with a deadline of our own.
 *
 * <p>Every activity heartbeats by itself while it runs (the worker sees to that), so a worker that is killed is noticed
 * within {@link #SILENCE}, whatever the activity was doing.
 */
public final class World {

    /** How long an activity may stay silent before it is given to another worker. */
    private static final Duration SILENCE = Duration.ofSeconds(7);

    /** One look or one request: generous, since a hung Magnum conductor answers after 60 s only. */
    private static final Duration ONE_CALL = Duration.ofMinutes(2);

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

    private World() {}

    /**
     * A look or a request that is answered soon, tried again until the deadline.
     *
     * @param summary what the UI shows, a sentence without its full stop
     */
    public static <A> A ask(Class<A> system, String summary, Duration deadline) {
        return Workflow.newActivityStub(system, options(summary, deadline, min(ONE_CALL, deadline)));
    }

    /**
     * A look that is answered soon, whatever it sees: not being there yet is an answer as well, and fails at once with
     * {@code STILL_WAITING}.
     */
    public static <A> A askOnce(Class<A> system, String summary, Duration deadline) {
        RetryOptions noWaiting = RetryOptions.newBuilder(RETRY)
                .setDoNotRetry(FailureCode.STILL_WAITING.name())
                .build();
        return Workflow.newActivityStub(
                system,
                ActivityOptions.newBuilder(options(summary, deadline, min(ONE_CALL, deadline)))
                        .setRetryOptions(noWaiting)
                        .build());
    }

    /**
     * Something on this worker's own machine that is answered at once, and that costs the history one event instead of
     * six. Not for other systems: while it is tried again the workflow task lasts, and a lasting one costs events.
     */
    public static <A> A here(Class<A> own, String summary) {
        return Workflow.newLocalActivityStub(
                own,
                LocalActivityOptions.newBuilder()
                        .setSummary(Words.atMost(LONGEST_SUMMARY, summary))
                        .setStartToCloseTimeout(HERE)
                        .setRetryOptions(RetryOptions.newBuilder(RETRY)
                                .setMaximumAttempts(TRIES_HERE)
                                .build())
                        .build());
    }

    /** A look from another place, by whichever worker stands there. */
    public static <A> A askFrom(String taskQueue, Class<A> system, String summary, Duration deadline) {
        return Workflow.newActivityStub(
                system,
                ActivityOptions.newBuilder(options(summary, deadline, min(ONE_CALL, deadline)))
                        .setTaskQueue(taskQueue)
                        .build());
    }

    /** Something that works for long in one go, such as Helm. */
    public static <A> A work(Class<A> system, String summary, Duration deadline) {
        return Workflow.newActivityStub(system, options(summary, deadline, deadline));
    }

    private static ActivityOptions options(String summary, Duration deadline, Duration oneAttempt) {
        return ActivityOptions.newBuilder()
                .setSummary(Words.atMost(LONGEST_SUMMARY, summary))
                .setScheduleToCloseTimeout(deadline)
                .setStartToCloseTimeout(oneAttempt)
                .setHeartbeatTimeout(SILENCE)
                .setRetryOptions(RETRY)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
