// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.TeardownRateLimitActivities;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;
import org.rekindle.workflows.teardown.ratelimit.TeardownRateLimitDecision;

/** The teardown rate limit without its workflow: what it decides is the real thing. */
public final class FakeTeardownRateLimit implements TeardownRateLimitActivities {

    public final List<RunEnd> ends = new CopyOnWriteArrayList<>();
    public final List<FleetSighting> surveys = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private TeardownRateLimitState state = TeardownRateLimitState.EMPTY;

    public FakeTeardownRateLimit(Clock clock) {
        this.clock = clock;
    }

    /** As if this had happened before. */
    public synchronized void knows(TeardownRateLimitState known) {
        state = known;
    }

    @Override
    public synchronized Permit ask(TeardownRequest request) {
        TeardownRateLimitDecision.Answer answer = TeardownRateLimitDecision.ask(state, request, clock.instant());
        state = answer.state();
        if (answer.permit().passing()) {
            throw Failures.stillWaiting(String.valueOf(answer.permit().refusal()), request.pollEvery());
        }
        return answer.permit();
    }

    @Override
    public synchronized void ended(RunEnd end) {
        ends.add(end);
        state = TeardownRateLimitDecision.ended(state, end);
    }

    @Override
    public synchronized void seen(FleetSighting seen) {
        surveys.add(seen);
        state = TeardownRateLimitDecision.seen(state, seen, clock.instant());
    }
}
