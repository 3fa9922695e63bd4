// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.guard;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/**
 * The fleet's breaker, one for all clusters: it knows which teardowns are under way and have begun within a day, and lets the next
 * one begin or not. It is started by the first who asks, and never ends.
 */
@WorkflowInterface
public interface GuardFleet {

    /** Keeps what it knows; null at the first start. */
    @WorkflowMethod
    void guard(@Nullable FleetState state);

    /** Whether a teardown may begin; it is noted when it may. */
    @UpdateMethod
    Permit ask(TeardownWish wish);

    /** A run has ended. */
    @SignalMethod
    void ended(RunEnd end);

    /** A survey has looked at the fleet. */
    @SignalMethod
    void seen(FleetSeen seen);

    /** What it knows. */
    @QueryMethod
    FleetState state();
}
