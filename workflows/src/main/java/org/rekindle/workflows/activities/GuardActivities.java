// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/** The fleet's breaker, which every teardown must pass. */
@ActivityInterface(namePrefix = "Guard.")
public interface GuardActivities {

    /**
     * Asks whether a teardown may begin, and notes it when it may. A refusal that passes by itself fails with {@code STILL_WAITING},
     * so that it is asked again.
     */
    Permit ask(TeardownWish wish);

    /** Tells that a run has ended, so that the next teardown may begin. */
    void ended(RunEnd end);

    /** Tells what a survey saw. */
    void seen(FleetSeen seen);
}
