// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.ApprovalCheck;
import org.rekindle.workflows.decide.ByPolicy;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.Reject;
import org.rekindle.workflows.model.SealedPlan;

/** The gate before a teardown: it opens for one sealed plan, by leave of somebody other than who asked. */
public final class Gate {

    private static final int SHORT_HASH = 12;

    private final Journal journal;
    private final @Nullable String requestedBy;

    private @Nullable Asked asked;
    private final List<String> given = new ArrayList<>();
    private @Nullable Reject rejected;

    /** What the gate asks leave for. */
    private record Asked(SealedPlan plan, Policy policy, Instant until) {}

    /** A gate for the run of whoever asked, null when nobody said. */
    public Gate(Journal journal, @Nullable String requestedBy) {
        this.journal = journal;
        this.requestedBy = requestedBy;
    }

    /**
     * Waits for leave.
     *
     * @return empty when nobody answered in time; the plan is then too old and must be made anew
     * @throws RunEnded when the plan was rejected
     */
    public Optional<Approval> await(SealedPlan plan, Policy policy) {
        return ByPolicy.objection(policy.approval(), Journal.now()) == null
                ? Optional.of(byPolicy(plan, policy))
                : awaitPeople(plan, policy);
    }

    private Approval byPolicy(SealedPlan plan, Policy policy) {
        Approval byPolicy = approval(plan, policy, List.of(ApprovalCheck.BY_POLICY));
        journal.approved(byPolicy);
        return byPolicy;
    }

    /**
     * Waits for leave of people, whatever the fleet file approves by itself.
     *
     * @return empty when nobody answered in time; the plan is then too old and must be made anew
     * @throws RunEnded when the plan was rejected
     */
    public Optional<Approval> awaitPeople(SealedPlan plan, Policy policy) {
        String outside = ByPolicy.objection(policy.approval(), Journal.now());
        if (policy.approval().preApproved() && outside != null) {
            journal.note(outside);
        }
        int needed = policy.approval().needed();
        asked = new Asked(plan, policy, Journal.now().plus(policy.deadlines().approval()));
        given.clear();
        rejected = null;
        journal.enter(
                Phase.AWAITING_APPROVAL,
                "Leave is asked for plan " + plan.sha256().substring(0, SHORT_HASH) + ".");
        journal.approvalState("waiting");
        journal.waitFor(
                (needed == 1 ? "somebody" : needed + " people")
                        + (requestedBy == null ? "" : " other than " + requestedBy) + " to approve or reject the plan",
                policy.deadlines().approval());
        Pause.until(
                policy.deadlines().approval(),
                "Until the plan is too old to be approved",
                () -> given.size() >= needed || rejected != null);
        asked = null;
        journal.stopWaiting();
        Reject refusal = rejected;
        if (refusal != null) {
            journal.approvalState("rejected");
            throw new RunEnded(
                    Outcome.REJECTED,
                    "Rejected by " + refusal.by() + (refusal.reason() == null ? "." : ": " + refusal.reason()));
        }
        if (given.size() < needed) {
            journal.note(
                    given.isEmpty()
                            ? "Nobody approved or rejected the plan in time; it is made anew."
                            : "The approval of " + String.join(" and ", given) + " was not enough: " + needed
                                    + " are needed, and the time is up. The plan is made anew.");
            return Optional.empty();
        }
        Approval approval = approval(plan, policy, given);
        journal.approved(approval);
        return Optional.of(approval);
    }

    /** Why an approval cannot be taken, null when it can. */
    public @Nullable String objection(Approve approve) {
        Asked now = asked;
        if (now == null || isAnswered(now)) {
            return nothingAsked();
        }
        return given.stream().anyMatch(name -> ApprovalCheck.isSame(name, approve.by()))
                ? approve.by() + " has approved already; another person must as well."
                : ApprovalCheck.objection(
                        approve, now.plan().sha256(), requestedBy, now.policy().approval(), now.until(), Journal.now());
    }

    /** Why a rejection cannot be taken, null when it can. */
    public @Nullable String objection(Reject reject) {
        Asked now = asked;
        if (now == null || isAnswered(now)) {
            return nothingAsked();
        }
        if (!reject.planSha256().equals(now.plan().sha256())) {
            return "This rejects another plan; the one that is asked about is "
                    + now.plan().sha256() + ".";
        }
        return reject.by().isBlank() ? "Say who you are (by)." : null;
    }

    /** Takes an approval that {@link #objection(Approve)} let through. */
    public String approve(Approve approve) {
        Asked now = asked;
        if (now == null) {
            throw new IllegalStateException(nothingAsked());
        }
        given.add(approve.by());
        int missing = now.policy().approval().needed() - given.size();
        if (missing > 0) {
            journal.note("Approved by " + approve.by() + "; " + missing + " more must.");
            return "Approved by " + approve.by() + "; " + missing + " more must approve.";
        }
        Approval approval = approval(now.plan(), now.policy(), given);
        return "Approved by " + approval.names() + "; it counts until " + approval.expiresAt() + ".";
    }

    /** Takes a rejection that {@link #objection(Reject)} let through. */
    public String reject(Reject reject) {
        rejected = reject;
        return "Rejected by " + reject.by() + "; the run ends with its report.";
    }

    private String nothingAsked() {
        return "Nothing is asked; the run is in phase " + journal.phase() + ".";
    }

    private boolean isAnswered(Asked now) {
        return given.size() >= now.policy().approval().needed() || rejected != null;
    }

    private static Approval approval(SealedPlan plan, Policy policy, List<String> names) {
        Instant now = Journal.now();
        return new Approval(
                plan.sha256(),
                names.get(0),
                names.subList(1, names.size()),
                now,
                now.plus(policy.approval().validFor()));
    }
}
