// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.scenario.Scenario.ApprovalBy;
import org.rekindle.lab.scenario.Scenario.ResolutionBy;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.Resolve;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.StuckStep;

/** The people of a scenario: they approve plans and resolve stuck steps, as its file says. */
final class People {

    private final Deque<ApprovalBy> approvers;
    private final Deque<ResolutionBy> resolvers;
    private final Recoveries recoveries;
    private final Talk talk;
    private final Clock clock;
    private @Nullable Instant askedAt;
    private @Nullable String refusedBefore;

    People(Scenario scenario, Recoveries recoveries, Talk talk, Clock clock) {
        this.approvers = new ArrayDeque<>(scenario.approvals());
        this.resolvers = new ArrayDeque<>(scenario.resolutions());
        this.recoveries = recoveries;
        this.talk = talk;
        this.clock = clock;
    }

    /**
     * Lets whoever is there answer what the run asks.
     *
     * @return why the run would wait for ever, or what it took although it must not; null when there is no such thing
     */
    @Nullable
    String answer(RecoveryView view) {
        StuckStep stuck = view.stuck();
        if (stuck != null) {
            return resolve(view.cluster(), stuck);
        }
        if (view.phase() == Phase.AWAITING_APPROVAL && view.plan() != null && view.waitingFor() != null) {
            return approve(view.cluster(), view.plan());
        }
        askedAt = null;
        return null;
    }

    private @Nullable String approve(String cluster, SealedPlan plan) {
        ApprovalBy next = approvers.peek();
        if (next == null) {
            return null;
        }
        Instant now = clock.instant();
        if (askedAt == null) {
            askedAt = now;
        }
        if (now.isBefore(askedAt.plus(next.after()))) {
            return null;
        }
        String refusal = refusal(cluster, next.by(), plan.sha256());
        if (refusal == null) {
            approvers.remove();
            return next.refused() ? "The run took the approval of " + next.by() + ", which it must refuse." : null;
        }
        if (next.refused()) {
            approvers.remove();
            return null;
        }
        String again = plan.sha256() + refusal;
        if (again.equals(refusedBefore)) {
            return "The run refuses the approval of " + next.by() + ": " + refusal
                    + " Say refused: true under approvals: where that is what must happen.";
        }
        // The plan may have been made anew since the run was looked at; the next look tells.
        refusedBefore = again;
        return null;
    }

    /** Why the run does not take an approval; null when it does. */
    private @Nullable String refusal(String cluster, String by, String planSha256) {
        try {
            talk.say(by + ": " + recoveries.approve(cluster, new Approve(planSha256, by)));
            return null;
        } catch (RunFailure failure) {
            if (failure.kind() != RunFailure.Kind.REFUSED) {
                throw failure;
            }
            talk.say(by + " is refused: " + failure.getMessage());
            return String.valueOf(failure.getMessage());
        }
    }

    private @Nullable String resolve(String cluster, StuckStep stuck) {
        ResolutionBy next = resolvers.peek();
        if (next == null || (next.step() != null && !next.step().equals(stuck.step()))) {
            return "The step \"" + stuck.step() + "\" is stuck, and the scenario knows nobody who resolves it: "
                    + stuck.code() + ": " + stuck.reason();
        }
        talk.say(next.by() + ": "
                + recoveries.resolve(cluster, new Resolve(stuck.step(), next.resolution(), next.by())));
        resolvers.remove();
        return null;
    }
}
