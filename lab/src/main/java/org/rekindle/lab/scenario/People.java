// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.scenario.Scenario.ApprovalBy;
import org.rekindle.lab.scenario.Scenario.ResolutionBy;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.approval.RejectionText;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;

/** The people of a scenario: they approve plans and resolve stuck steps, as its file says. */
final class People {

    private static final String REASON = "the scenario says no";

    private final Deque<ApprovalBy> approvers;
    private final Deque<ResolutionBy> resolvers;
    private final Recoveries recoveries;
    private final Talk talk;
    private final Clock clock;
    private final LabKeys keys;
    private final Consumer<String> outside;
    private @Nullable Instant askedAt;
    private @Nullable String refusedBefore;
    private @Nullable PlanHash expiring;
    private int approvals;

    /** @param outside does outside of the run what it asks for and sees itself; it may be told again */
    People(Scenario scenario, Recoveries recoveries, Talk talk, Clock clock, LabKeys keys, Consumer<String> outside) {
        this.keys = keys;
        this.approvers = new ArrayDeque<>(scenario.approvals());
        this.resolvers = new ArrayDeque<>(scenario.resolutions());
        this.recoveries = recoveries;
        this.talk = talk;
        this.clock = clock;
        this.outside = outside;
    }

    /**
     * Lets the next person answer what the run asks.
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
            return approve(view, view.plan());
        }
        askedAt = null;
        return null;
    }

    /** How many approvals the run has taken so far. */
    int approvals() {
        return approvals;
    }

    private @Nullable String approve(RecoveryView view, SealedPlan plan) {
        ApprovalBy next = approvers.peek();
        if (next == null) {
            return null;
        }
        Instant now = clock.instant();
        if (askedAt == null) {
            askedAt = now;
        }
        if (now.isBefore(askedAt.plus(next.after())) || letsExpire(next, plan.sha256())) {
            return null;
        }
        String refusal = refusal(next.by(), () -> answer(next, view, plan.sha256()));
        if (refusal == null) {
            approvers.remove();
            approvals += next.rejects() ? 0 : 1;
            return next.refused() ? "The run took the answer of " + next.by() + ", which it must refuse." : null;
        }
        if (next.refused()) {
            approvers.remove();
            return null;
        }
        String again = plan.sha256() + refusal;
        if (again.equals(refusedBefore)) {
            return "The run refuses the answer of " + next.by() + ": " + refusal
                    + " Say refused: true under approvals: where that is what must happen.";
        }
        // There may be a new plan since the run was looked at; the next look shows it.
        refusedBefore = again;
        return null;
    }

    /** A late approver lets the first plan expire that they see. */
    private boolean letsExpire(ApprovalBy approver, PlanHash planSha256) {
        if (!approver.late()) {
            return false;
        }
        if (expiring == null) {
            expiring = planSha256;
        }
        return expiring.equals(planSha256);
    }

    /** Sends the answer; what the run says to it. */
    private String answer(ApprovalBy person, RecoveryView view, PlanHash plan) {
        String cluster = view.cluster();
        String workflow = Identifiers.workflowId(cluster);
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (person.rejects()) {
            RejectionText text = new RejectionText(cluster, workflow, view.runId(), plan, REASON, person.by(), at);
            String signature = signature(person, text);
            return recoveries.reject(
                    cluster, new Reject(plan, person.by(), REASON, signature == null ? null : at, signature));
        }
        String signature = signature(person, new ApprovalText(cluster, workflow, view.runId(), plan, person.by(), at));
        return recoveries.approve(cluster, new Approve(plan, person.by(), signature == null ? null : at, signature));
    }

    private @Nullable String signature(ApprovalBy person, SignedText text) {
        try {
            return person.key() == null ? null : keys.sign(person.key(), text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Why the run does not take an answer; null when it does. */
    private @Nullable String refusal(String by, Supplier<String> answer) {
        try {
            talk.say(by + ": " + answer.get());
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
        boolean isForOther =
                next == null || (next.step() != null && !next.step().equals(stuck.step()));
        if (isForOther && stuck.seenByRun()) {
            outside.accept(stuck.reason());
            return null;
        }
        if (next == null || isForOther) {
            return "The step \"" + stuck.step() + "\" is stuck, and the scenario has no one who resolves it: "
                    + stuck.code() + ": " + stuck.reason();
        }
        talk.say(next.by() + ": "
                + recoveries.resolve(cluster, new Resolve(stuck.step(), next.resolution(), next.by())));
        resolvers.remove();
        return null;
    }
}
