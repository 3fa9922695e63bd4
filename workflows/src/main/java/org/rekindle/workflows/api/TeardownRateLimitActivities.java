// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/** The way to the teardown rate limit, which every teardown must pass. */
@ActivityInterface(namePrefix = "TeardownRateLimit.")
public interface TeardownRateLimitActivities {

    /**
     * Asks whether a teardown may begin, and notes it when it may. A refusal that passes by itself fails with {@code STILL_WAITING},
     * so that the activity is retried.
     */
    Permit ask(TeardownRequest request);

    /** Reports that a run has ended, so that the next teardown may begin. */
    void ended(RunEnd end);

    /** Reports what a survey saw. */
    void seen(FleetSighting seen);
}
