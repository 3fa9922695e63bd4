// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.TeardownRateLimitActivities;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;
import org.rekindle.workflows.teardown.ratelimit.TeardownRateLimitDecision;

/** The rate limit of many fleets: each run is one of a fleet of its own. What it decides is the real thing. */
public final class FakeRateLimit implements TeardownRateLimitActivities {

    private final Clock clock;
    private final Map<String, TeardownRateLimitState> fleets = new HashMap<>();
    private TeardownRateLimitState surveyed = TeardownRateLimitState.EMPTY;

    /** A guard that lives by this clock. */
    public FakeRateLimit(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Permit ask(TeardownRequest request) {
        TeardownRateLimitDecision.Answer answer =
                TeardownRateLimitDecision.ask(fleets.getOrDefault(request.run(), surveyed), request, clock.instant());
        fleets.put(request.run(), answer.state());
        if (answer.permit().passing()) {
            throw Failures.stillWaiting(String.valueOf(answer.permit().refusal()), request.pollEvery());
        }
        return answer.permit();
    }

    @Override
    public synchronized void ended(RunEnd end) {
        fleets.computeIfPresent(end.run(), (run, state) -> TeardownRateLimitDecision.ended(state, end));
    }

    @Override
    public synchronized void seen(FleetSighting seen) {
        surveyed = TeardownRateLimitDecision.seen(surveyed, seen, clock.instant());
    }
}
