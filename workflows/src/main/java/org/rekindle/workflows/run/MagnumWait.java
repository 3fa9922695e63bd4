// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.FailureCode;

/** Waits for Magnum under a deadline of our own, since Magnum has none. */
public final class MagnumWait {

    private MagnumWait() {}

    /** Waits; running out of time is an outcome that carries the last thing seen. */
    public static AwaitOutcome until(AwaitRequest request, String summary, Duration longest) {
        try {
            return World.ask(MagnumActivities.class, summary, longest).await(request);
        } catch (ActivityFailure failure) {
            if (Failing.ranOutOfTime(failure) && isPatience(failure)) {
                return new AwaitOutcome.TimedOut(Failing.lastSeen(failure));
            }
            throw failure;
        }
    }

    /** A cloud that does not answer at the deadline says nothing about the cluster, so that is not a time-out of ours. */
    private static boolean isPatience(ActivityFailure failure) {
        return Failing.code(failure).equals(FailureCode.STILL_WAITING.name());
    }
}
