// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.Refusal;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.run.RunState;
import org.rekindle.workflows.run.WorkflowClock;

/** Has one sealed plan approved, by people other than the one who asked for it or by the policy itself. */
public final class TeardownApproval {

    private final RunState state;
    private final @Nullable String requestedBy;

    private @Nullable ApprovalRound round;
    private @Nullable Approval lastGiven;

    /** @param requestedBy who asked for the recovery, null when the request does not say */
    public TeardownApproval(RunState state, @Nullable String requestedBy) {
        this.state = state;
        this.requestedBy = requestedBy;
    }

    /** Has the plan approved, unless the approval that was given last is for it and still valid. */
    public ApprovalAnswer ask(SealedPlan plan, Policy policy) {
        Approval last = lastGiven;
        if (last != null && isValid(last, plan, policy)) {
            return new ApprovalAnswer.Approved(last);
        }
        ApprovalAnswer answer = askAgain(plan, policy);
        lastGiven = null;
        if (answer instanceof ApprovalAnswer.Approved approved) {
            lastGiven = approved.approval();
        }
        return answer;
    }

    /** Has the plan approved again: by the policy where it may, else by people. */
    ApprovalAnswer askAgain(SealedPlan plan, Policy policy) {
        if (ByPolicy.objection(policy.approval(), WorkflowClock.now()) != null) {
            return askPeople(plan, policy);
        }
        Approval byPolicy = ApprovalRound.byPolicy(plan, policy.approval(), WorkflowClock.now());
        state.approved(byPolicy);
        return new ApprovalAnswer.Approved(byPolicy);
    }

    /** Asks people, whatever the policy approves by itself, until they approve or reject. */
    ApprovalAnswer askPeopleUntilAnswered(SealedPlan plan, Policy policy) {
        while (true) {
            ApprovalAnswer answer = askPeople(plan, policy);
            if (!(answer instanceof ApprovalAnswer.TooLate)) {
                return answer;
            }
        }
    }

    /** Why an approval is not valid any more though its time is not up; null when it is. The approval of people knows no windows. */
    static @Nullable String closedWindow(Approval given, Policy policy) {
        if (ApprovalCheck.isPolicy(given.by())) {
            return ByPolicy.objection(policy.approval(), WorkflowClock.now());
        }
        return null;
    }

    private static boolean isValid(Approval given, SealedPlan plan, Policy policy) {
        return given.planSha256().equals(plan.sha256())
                && WorkflowClock.now().isBefore(given.expiresAt())
                && closedWindow(given, policy) == null;
    }

    private ApprovalAnswer askPeople(SealedPlan plan, Policy policy) {
        String outside = ByPolicy.objection(policy.approval(), WorkflowClock.now());
        if (policy.approval().preApproved() && outside != null) {
            state.note(outside);
        }
        Duration longest = policy.deadlines().approval();
        ApprovalRound asked =
                new ApprovalRound(plan, policy.approval(), WorkflowClock.now().plus(longest), requestedBy);
        round = asked;
        state.approvalState("waiting");
        state.enter(
                Phase.AWAITING_APPROVAL,
                "An approval is asked for plan " + plan.sha256().abbreviated() + ".");
        state.waits().waitFor(approvers(policy) + " to approve or reject the plan", longest);
        state.asksForApproval(plan, approvers(policy), longest);
        Pause.until(longest, "Until the plan is too old to be approved", asked::isAnswered);
        round = null;
        state.waits().stopWaiting();
        Reject refusal = asked.rejected();
        if (refusal != null) {
            state.approvalState("rejected");
            state.asksNoMore(sentence(refusal));
            return new ApprovalAnswer.Rejected(new RunResult(Outcome.REJECTED, sentence(refusal)));
        }
        if (!asked.isApproved()) {
            state.note(notEnough(asked.names(), policy));
            state.asksNoMore(notEnough(asked.names(), policy));
            return new ApprovalAnswer.TooLate();
        }
        Approval approval = asked.approval(WorkflowClock.now());
        state.approved(approval);
        state.asksNoMore("approved by " + approval.names());
        return new ApprovalAnswer.Approved(approval);
    }

    private String approvers(Policy policy) {
        int needed = policy.approval().needed();
        String who = needed == 1 ? "somebody" : needed + " people";
        return requestedBy == null ? who : who + " other than " + requestedBy;
    }

    private static String sentence(Reject refusal) {
        if (refusal.reason() == null) {
            return "Rejected by " + refusal.by() + ".";
        }
        return "Rejected by " + refusal.by() + ": " + refusal.reason();
    }

    private static String notEnough(List<String> names, Policy policy) {
        if (names.isEmpty()) {
            return "The plan was not approved or rejected in time; it is made again.";
        }
        return "The approval of " + String.join(" and ", names) + " was not enough: "
                + policy.approval().needed() + " are needed, and the time is up. The plan is made again.";
    }

    /** Refuses an approval that does not fit what is asked. */
    public void validate(Approve approve) {
        Refusal.unlessNull(objection(approve));
    }

    /** Refuses a rejection that does not fit what is asked. */
    public void validate(Reject reject) {
        ApprovalRound open = openRound();
        Refusal.unlessNull(open == null ? nothingAsked() : open.objection(reject));
    }

    private @Nullable String objection(Approve approve) {
        ApprovalRound open = openRound();
        return open == null ? nothingAsked() : open.objection(approve);
    }

    private @Nullable ApprovalRound openRound() {
        ApprovalRound open = round;
        if (open == null || open.isAnswered()) {
            return null;
        }
        return open;
    }

    /** Takes an approval that {@link #validate(Approve)} let through. A signature is checked by the keys that the fleet file has now. */
    public String approve(Approve approve) {
        ApprovalSignature signature = SignedAnswer.check(approve, asked().plan().plan());
        if (signature != null) {
            // Meanwhile the same person may have approved, or the plan may have become too old.
            stillFits(approve);
        }
        ApprovalRound open = asked();
        open.approve(approve.by(), signature);
        if (!open.isApproved()) {
            state.note("Approved by " + approve.by() + "; " + open.missing() + " more must.");
            return "Approved by " + approve.by() + "; " + open.missing() + " more must approve.";
        }
        Approval approval = open.approval(WorkflowClock.now());
        return "Approved by " + approval.names() + "; the approval is valid until "
                + approval.expiresAt().truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    /** Takes a rejection that {@link #validate(Reject)} let through. */
    public String reject(Reject reject) {
        asked().reject(reject);
        return "Rejected by " + reject.by() + "; the run ends with its report.";
    }

    private void stillFits(Approve approve) {
        String objection = objection(approve);
        if (objection != null) {
            throw Refusal.afterwards(objection);
        }
    }

    private ApprovalRound asked() {
        ApprovalRound open = round;
        if (open == null) {
            throw new IllegalStateException(nothingAsked());
        }
        return open;
    }

    private String nothingAsked() {
        return "Nothing is asked; the run is in phase " + state.phase() + ".";
    }
}
