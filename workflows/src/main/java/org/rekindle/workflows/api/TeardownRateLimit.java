// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/**
 * The fleet's limit on teardowns, one for all clusters. It knows which teardowns are under way and which began within a day, and
 * permits the next one or refuses it. The first request starts it, and it never ends.
 */
@WorkflowInterface
public interface TeardownRateLimit {

    /** Keeps the state; null at the first start. */
    @WorkflowMethod
    void limit(@Nullable TeardownRateLimitState state);

    /** Answers whether a teardown may begin, and notes it when it may. */
    @UpdateMethod(description = "Ask whether a teardown may begin. Recoveries send this.")
    Permit ask(TeardownRequest request);

    /**
     * Refuses, with {@link TeardownMustWait}, a request whose answer is "wait" and would change nothing. A refused update leaves no
     * event in the history, so a run may ask for hours.
     */
    @UpdateValidatorMethod(updateName = "ask")
    void validateAsk(TeardownRequest request);

    /** A run has ended. */
    @SignalMethod(description = "A run has ended: {\"cluster\": \"...\", \"run\": \"...\", \"well\": false}")
    void ended(@Nullable RunEnd end);

    /** A survey has looked at the fleet. */
    @SignalMethod(description = "What a survey saw. Surveys send this.")
    void seen(@Nullable FleetSighting seen);

    /** What it knows. */
    @QueryMethod(description = "The teardowns within a day, and the clusters seen expired")
    TeardownRateLimitState state();
}
