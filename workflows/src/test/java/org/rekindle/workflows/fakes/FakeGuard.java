// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.GuardActivities;
import org.rekindle.workflows.decide.fleet.Breaker;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/** The fleet's breaker without its workflow: what it decides is the real thing. */
public final class FakeGuard implements GuardActivities {

    public final List<RunEnd> ends = new CopyOnWriteArrayList<>();
    public final List<FleetSeen> surveys = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private FleetState state = FleetState.EMPTY;

    public FakeGuard(Clock clock) {
        this.clock = clock;
    }

    /** As if this had happened before. */
    public synchronized void knows(FleetState known) {
        state = known;
    }

    @Override
    public synchronized Permit ask(TeardownWish wish) {
        Breaker.Answer answer = Breaker.ask(state, wish, clock.instant());
        state = answer.state();
        if (answer.permit().passing()) {
            throw Failures.stillWaiting(String.valueOf(answer.permit().refusal()), wish.pollEvery());
        }
        return answer.permit();
    }

    @Override
    public synchronized void ended(RunEnd end) {
        ends.add(end);
        state = Breaker.ended(state, end);
    }

    @Override
    public synchronized void seen(FleetSeen seen) {
        surveys.add(seen);
        state = Breaker.seen(state, seen, clock.instant());
    }
}
