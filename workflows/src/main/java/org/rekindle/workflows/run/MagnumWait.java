// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.model.run.FailureCode;

/** Waits for Magnum under a deadline of our own, since Magnum has none. */
public final class MagnumWait {

    private MagnumWait() {}

    /**
     * Waits; running out of time is an outcome that carries the last thing seen.
     *
     * <p>Where nothing was seen at the end, since the cloud was silent or the worker had died just then, one more look
     * decides: the deadline is for the cluster, and must not be missed for want of a look.
     *
     * @param longest our deadline
     * @param answer how long the cloud may stay without an answer to that last look
     */
    public static AwaitOutcome until(AwaitRequest request, String summary, Duration longest, Duration answer) {
        try {
            return ActivityStubs.remote(MagnumActivities.class, summary, longest)
                    .await(request);
        } catch (ActivityFailure failure) {
            if (!ActivityFailures.ranOutOfTime(failure)) {
                throw failure;
            }
            if (isStillWaiting(failure)) {
                return new AwaitOutcome.TimedOut(ActivityFailures.lastSeen(failure));
            }
            return lastLook(request, answer);
        }
    }

    private static AwaitOutcome lastLook(AwaitRequest request, Duration answer) {
        try {
            return ActivityStubs.once(
                            MagnumActivities.class, "Look once more, since the deadline passed unseen", answer)
                    .await(request);
        } catch (ActivityFailure failure) {
            if (isStillWaiting(failure)) {
                return new AwaitOutcome.TimedOut(ActivityFailures.lastSeen(failure));
            }
            throw failure;
        }
    }

    private static boolean isStillWaiting(ActivityFailure failure) {
        return ActivityFailures.code(failure).equals(FailureCode.STILL_WAITING.name());
    }
}
