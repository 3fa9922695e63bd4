// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import org.rekindle.workflows.activities.Failures;

/**
 * Keeps a request that is tried again from being carried out twice.
 *
 * <p>Magnum answers 202 before anything is to be seen: for a moment a new cluster is unknown, and an old status still shows.
 * So when an earlier attempt may have sent the request (its answer was lost, or the worker died), one look that finds
 * nothing is no proof. Then the activity ends here, with a note in its heartbeat, and comes back after a pause; only when that
 * second look finds nothing either is the request sent.
 *
 * <p>The rule: the first attempt may send. A later attempt may send only if the attempt right before it looked in vain and
 * said so. An attempt that sends wipes the note out first.
 */
final class SecondLook {

    private static final String LOOKED_IN_VAIN = "looked in vain";
    private static final String SENDING = "sending";

    private final Duration pause;

    /** @param pause how long a request that was taken down may stay invisible */
    SecondLook(Duration pause) {
        this.pause = pause;
    }

    /**
     * To be called after a look in vain, right before sending. Returns when the request may be sent.
     *
     * @param what what was looked for, for the message while it waits
     */
    void orComeBack(String what) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        boolean mayHaveBeenSent = context.getInfo().getAttempt() > 1;
        boolean lookedBefore = context.getLastHeartbeatDetails(String.class)
                .filter(LOOKED_IN_VAIN::equals)
                .isPresent();
        if (mayHaveBeenSent && !lookedBefore) {
            context.heartbeat(LOOKED_IN_VAIN);
            throw Failures.stillWaiting(
                    "An earlier try may have asked for it already, and " + what + " may not show yet: looking again in "
                            + pause.toSeconds() + " s before asking once more.",
                    pause);
        }
        context.heartbeat(SENDING);
    }
}
