// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.paper;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.GuardActivities;
import org.rekindle.workflows.decide.fleet.Breaker;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/** The breaker of many fleets: each run is one of a fleet of its own. What it decides is the real thing. */
public final class PaperGuard implements GuardActivities {

    private final Clock clock;
    private final Map<String, FleetState> fleets = new HashMap<>();
    private FleetState surveyed = FleetState.EMPTY;

    /** A guard that lives by this clock. */
    public PaperGuard(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Permit ask(TeardownWish wish) {
        Breaker.Answer answer = Breaker.ask(fleets.getOrDefault(wish.run(), surveyed), wish, clock.instant());
        fleets.put(wish.run(), answer.state());
        if (answer.permit().passing()) {
            throw Failures.stillWaiting(String.valueOf(answer.permit().refusal()), wish.pollEvery());
        }
        return answer.permit();
    }

    @Override
    public synchronized void ended(RunEnd end) {
        fleets.computeIfPresent(end.run(), (run, state) -> Breaker.ended(state, end));
    }

    @Override
    public synchronized void seen(FleetSeen seen) {
        surveyed = Breaker.seen(surveyed, seen, clock.instant());
    }
}
