// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.approval.RejectionText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.Refusal;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.run.RunState;
import org.rekindle.workflows.run.SignedAnswer;
import org.rekindle.workflows.run.WorkflowClock;

/** Has one sealed plan approved, by people other than the one who asked for it or by the policy itself. */
public final class TeardownApproval {

    private final RunState state;
    private final Requester requester;

    private @Nullable ApprovalRound round;
    private @Nullable Approval lastGiven;

    /** @param requester who asked for the recovery */
    public TeardownApproval(RunState state, Requester requester) {
        this.state = state;
        this.requester = requester;
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
        forgetWhatDoesNotHold();
        Duration longest = policy.deadlines().approval();
        ApprovalRound asked =
                new ApprovalRound(plan, policy.approval(), WorkflowClock.now().plus(longest), requester);
        round = asked;
        state.approvalState("waiting");
        state.enter(
                Phase.AWAITING_APPROVAL,
                "An approval is asked for plan " + plan.sha256().abbreviated() + ".");
        if (asked.needed() > policy.approval().needed()) {
            state.note("No one has signed for this run, so its requester counts as unknown, and one more person must"
                    + " approve. Or a person signs for it, who does not approve: "
                    + Requester.command(plan.plan().cluster()) + ".");
        }
        state.waits().waitFor(approvers(policy) + " to approve or reject the plan", longest);
        state.asksForApproval(plan, approvers(policy), longest);
        Pause.until(longest, "Until the plan is too old to be approved", asked::isAnswered);
        round = null;
        state.waits().stopWaiting();
        Rejection rejection = asked.rejected();
        if (rejection != null) {
            state.approvalState("rejected");
            state.asksNoMore(rejection.sentence());
            return new ApprovalAnswer.Rejected(new RunResult(Outcome.REJECTED, rejection.sentence()));
        }
        if (!asked.isApproved()) {
            state.note(notEnough(asked));
            state.asksNoMore(notEnough(asked));
            return new ApprovalAnswer.TooLate();
        }
        Approval approval = asked.approval(WorkflowClock.now());
        state.approved(approval);
        state.asksNoMore("approved by " + approval.names());
        return new ApprovalAnswer.Approved(approval);
    }

    private String approvers(Policy policy) {
        int needed = policy.approval().needed();
        String who = needed == 1 ? "one person" : needed + " people";
        String others = requester.named() == null ? who : who + " other than " + requester.named();
        return policy.approval().signedRequest()
                ? others + " (and one more while no one has signed for the run)"
                : others;
    }

    private static String notEnough(ApprovalRound asked) {
        List<String> names = asked.names();
        if (names.isEmpty()) {
            return "The plan was not approved or rejected in time; it is made again.";
        }
        return "The approval of " + String.join(" and ", names) + " was not enough: " + asked.needed()
                + " are needed, and the time is up. The plan is made again.";
    }

    /** Refuses an approval that does not fit what is asked. */
    public void validate(Approve approve) {
        Refusal.unlessNull(objection(approve));
    }

    /** Refuses a rejection that does not fit what is asked. */
    public void validate(Reject reject) {
        Refusal.unlessNull(objection(reject));
    }

    private @Nullable String objection(Reject reject) {
        ApprovalRound open = openRound();
        return open == null ? nothingAsked() : open.objection(reject);
    }

    private @Nullable String objection(Approve approve) {
        ApprovalRound open = openRound();
        return open == null ? nothingAsked() : open.objection(approve);
    }

    /** Refuses a proof of the requester that does not fit. */
    public void validate(ProveRequester proof) {
        Refusal.unlessNull(objection(proof));
    }

    private @Nullable String objection(ProveRequester proof) {
        ApprovalRound open = round;
        String objection = open == null ? null : open.objection(proof);
        return objection == null ? requester.objection(proof) : objection;
    }

    /** Takes a proof that {@link #validate(ProveRequester)} let through. Its signature is checked by the keys that the fleet file has now. */
    public String prove(ProveRequester proof) {
        forgetWhatDoesNotHold();
        refuse(requester.taken());
        ApprovalSignature signature = requester.checked(proof);
        // Meanwhile the same person may have approved, or another one may have signed.
        refuse(objection(proof));
        refuse(requester.taken());
        requester.prove(signature);
        String sentence = proof.by() + " (key " + signature.key() + ") has signed for this run as its requester.";
        state.note(sentence);
        return sentence;
    }

    private void forgetWhatDoesNotHold() {
        String forgotten = requester.forgetWhatDoesNotHold();
        if (forgotten != null) {
            state.note(forgotten);
        }
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
        ApprovalSignature signature = signature(approve, asked().plan().plan());
        if (signature != null) {
            // Meanwhile the same person may have approved, or the plan may have become too old.
            refuse(objection(approve));
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

    /** Null where the approval is by name alone. */
    private static @Nullable ApprovalSignature signature(Approve approve, RecoveryPlan plan) {
        PlanHash hash = approve.planSha256();
        Instant at = approve.at();
        String signature = approve.signature();
        if (hash == null || at == null || signature == null) {
            return null;
        }
        WorkflowInfo run = Workflow.getInfo();
        ApprovalText text =
                new ApprovalText(plan.cluster(), run.getWorkflowId(), run.getRunId(), hash, approve.by(), at);
        return new ApprovalSignature(approve.by(), at, SignedAnswer.key(text, plan.madeAt(), signature), signature);
    }

    /** Takes a rejection that {@link #validate(Reject)} let through. A signature is checked by the keys that the fleet file has now. */
    public String reject(Reject reject) {
        String by = signer(reject, asked().plan().plan());
        if (!by.equals(reject.by())) {
            // Meanwhile somebody else may have approved or rejected the plan.
            refuse(objection(reject));
        }
        asked().reject(new Rejection(by, reject.reason()));
        return "Rejected by " + by + "; the run ends with its report.";
    }

    /** The name, with the key where the rejection is signed. */
    private static String signer(Reject reject, RecoveryPlan plan) {
        PlanHash hash = reject.planSha256();
        Instant at = reject.at();
        String signature = reject.signature();
        if (hash == null || at == null || signature == null) {
            return reject.by();
        }
        WorkflowInfo run = Workflow.getInfo();
        RejectionText text = new RejectionText(
                plan.cluster(), run.getWorkflowId(), run.getRunId(), hash, reject.reason(), reject.by(), at);
        return reject.by() + " (key " + SignedAnswer.key(text, plan.madeAt(), signature) + ")";
    }

    private static void refuse(@Nullable String objection) {
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
