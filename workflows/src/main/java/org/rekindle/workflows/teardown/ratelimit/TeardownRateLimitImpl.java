// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown.ratelimit;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.TeardownMustWait;
import org.rekindle.workflows.api.TeardownRateLimit;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/** See {@link TeardownRateLimit}; {@link TeardownRateLimitDecision} decides. */
public class TeardownRateLimitImpl implements TeardownRateLimit {

    private TeardownRateLimitState state;

    /** Begins with what an earlier execution knew. */
    @WorkflowInit
    public TeardownRateLimitImpl(@Nullable TeardownRateLimitState state) {
        this.state = state == null ? TeardownRateLimitState.EMPTY : state;
    }

    @Override
    public void limit(@Nullable TeardownRateLimitState ignored) {
        show();
        Workflow.await(() -> Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished());
        Workflow.newContinueAsNewStub(TeardownRateLimit.class).limit(state);
    }

    @Override
    public Permit ask(TeardownRequest request) {
        TeardownRateLimitDecision.Answer answer = TeardownRateLimitDecision.ask(state, request, now());
        state = answer.state();
        show();
        return answer.permit();
    }

    @Override
    public void validateAsk(TeardownRequest request) {
        TeardownRateLimitDecision.mustWait(state, request, now()).ifPresent(reason -> {
            throw new TeardownMustWait(reason);
        });
    }

    @Override
    public void ended(@Nullable RunEnd end) {
        state = TeardownRateLimitDecision.ended(state, RunEnd.orNone(end));
        show();
    }

    @Override
    public void seen(@Nullable FleetSighting seen) {
        state = TeardownRateLimitDecision.seen(state, FleetSighting.orNothing(seen), now());
        show();
    }

    @Override
    public TeardownRateLimitState state() {
        return state;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    private void show() {
        Workflow.setCurrentDetails(
                "### Teardowns within a day\n\n" + teardowns() + "\n\n### Seen expired\n\n" + expired());
    }

    private String teardowns() {
        if (state.teardowns().isEmpty()) {
            return "None.";
        }
        return state.teardowns().stream()
                .map(each -> "- " + each.cluster() + " since " + each.at() + (each.open() ? ", under way" : ", ended"))
                .collect(Collectors.joining("\n"));
    }

    private String expired() {
        if (state.expired().isEmpty()) {
            return "None.";
        }
        return String.join(", ", state.expired().keySet()) + ".";
    }
}
