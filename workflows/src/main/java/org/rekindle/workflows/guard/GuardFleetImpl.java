// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.guard;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.fleet.Breaker;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

/** See {@link GuardFleet}; what is decided, {@link Breaker} decides. */
public final class GuardFleetImpl implements GuardFleet {

    private FleetState state;

    /** Begins with what an earlier execution knew. */
    @WorkflowInit
    public GuardFleetImpl(@Nullable FleetState state) {
        this.state = state == null ? FleetState.EMPTY : state;
    }

    @Override
    public void guard(@Nullable FleetState ignored) {
        show();
        Workflow.await(() -> Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished());
        Workflow.newContinueAsNewStub(GuardFleet.class).guard(state);
    }

    @Override
    public Permit ask(TeardownWish wish) {
        Breaker.Answer answer = Breaker.ask(state, wish, now());
        state = answer.state();
        show();
        return answer.permit();
    }

    @Override
    public void ended(RunEnd end) {
        state = Breaker.ended(state, end);
        show();
    }

    @Override
    public void seen(FleetSeen seen) {
        state = Breaker.seen(state, seen, now());
        show();
    }

    @Override
    public FleetState state() {
        return state;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    private void show() {
        String teardowns = state.teardowns().stream()
                .map(each -> "- " + each.cluster() + " since " + each.at() + (each.open() ? ", under way" : ", ended"))
                .collect(Collectors.joining("\n"));
        Workflow.setCurrentDetails("### Teardowns within a day\n\n" + (teardowns.isEmpty() ? "None." : teardowns)
                + "\n\n### Seen expired\n\n"
                + (state.expired().isEmpty()
                        ? "None."
                        : state.expired().keySet().stream().sorted().collect(Collectors.joining(", ")) + "."));
    }
}
