// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import org.rekindle.workflows.api.Failures;

/**
 * Keeps a request that is tried again from being carried out twice.
 *
 * <p>Magnum answers 202 before anything is to be seen: for a moment a new cluster is unknown, and an old status still shows.
 * So when an earlier attempt may have sent the request (its answer was lost, or the worker died), one look that finds
 * nothing does not prove it. Then the activity ends here, with a note in its heartbeat, and comes back after a pause; only when that
 * second look finds nothing either is the request sent.
 *
 * <p>The rule: the first attempt may send. A later attempt may send only if the attempt right before it found nothing and
 * said so. An attempt that sends wipes the note out first.
 */
final class VisibilityDelay {

    private static final String LOOKED_WITHOUT_FINDING = "not found";
    private static final String SENDING = "sending";

    private final Duration pause;

    /** @param pause how long a request that was accepted may stay invisible */
    VisibilityDelay(Duration pause) {
        this.pause = pause;
    }

    /**
     * To be called after a look that found nothing, right before sending. Returns when the request may be sent.
     *
     * @param what what was looked for, for the message while it waits
     */
    void orComeBack(String what) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        boolean mayHaveBeenSent = context.getInfo().getAttempt() > 1;
        boolean lookedBefore = context.getLastHeartbeatDetails(String.class)
                .filter(LOOKED_WITHOUT_FINDING::equals)
                .isPresent();
        if (mayHaveBeenSent && !lookedBefore) {
            context.heartbeat(LOOKED_WITHOUT_FINDING);
            throw Failures.stillWaiting(
                    "An earlier attempt may have sent the request, and " + what
                            + " may not show yet. The next look is in " + pause.toSeconds() + " s.",
                    pause);
        }
        context.heartbeat(SENDING);
    }
}
