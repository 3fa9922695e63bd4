// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.run.AnswerCheck;
import org.rekindle.workflows.run.WorkflowClock;

/** One plan that approvers are asked about, and their answers so far. */
final class ApprovalRound {

    private final SealedPlan plan;
    private final ApprovalPolicy policy;
    private final Instant until;
    private final Requester requester;
    private final List<String> names = new ArrayList<>();
    private final List<ApprovalSignature> signatures = new ArrayList<>();
    private @Nullable Rejection rejected;

    ApprovalRound(SealedPlan plan, ApprovalPolicy policy, Instant until, Requester requester) {
        this.plan = plan;
        this.policy = policy;
        this.until = until;
        this.requester = requester;
    }

    /** Who has approved. */
    List<String> names() {
        return List.copyOf(names);
    }

    @Nullable
    Rejection rejected() {
        return rejected;
    }

    boolean isApproved() {
        return names.size() >= needed();
    }

    boolean isAnswered() {
        return isApproved() || rejected != null;
    }

    /** How many must approve still. */
    int missing() {
        return needed() - names.size();
    }

    /** A requester who is not proven counts as unknown, and may be one of the approvers: so there must be one more of them. */
    int needed() {
        return policy.signedRequest() && !requester.isProven() ? policy.needed() + 1 : policy.needed();
    }

    @Nullable
    String objection(Approve approve) {
        if (names.stream().anyMatch(name -> ApprovalCheck.isSame(name, approve.by()))) {
            return approve.by() + " has approved already; another person must as well.";
        }
        if (requester.hasSigned(approve.by())) {
            return approve.by() + " has signed for this run as its requester, so another person must approve it.";
        }
        return ApprovalCheck.objection(approve, plan.sha256(), requester.named(), policy, until, WorkflowClock.now());
    }

    /** Whoever has approved is no requester: two people must have signed. */
    @Nullable
    String objection(ProveRequester proof) {
        boolean approved = names.stream().anyMatch(name -> ApprovalCheck.isSame(name, proof.by()));
        return approved ? proof.by() + " has approved the plan, so another person must sign for the run." : null;
    }

    @Nullable
    String objection(Reject reject) {
        if (!plan.sha256().equals(reject.planSha256())) {
            return "This rejects another plan; the one that is asked about is " + plan.sha256() + ".";
        }
        return AnswerCheck.objection(
                reject.by(),
                reject.at(),
                reject.signature(),
                policy,
                "./rekindle reject " + plan.plan().cluster());
    }

    SealedPlan plan() {
        return plan;
    }

    /** The approval of all who have approved. It is valid as long as the one that was signed first. */
    Approval approval(Instant now) {
        Instant from = signatures.stream()
                .map(ApprovalSignature::at)
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new Approval(
                plan.sha256(),
                names.get(0),
                List.copyOf(names.subList(1, names.size())),
                now,
                from.plus(policy.validFor()),
                signatures,
                requester.signature());
    }

    /** The approval that the fleet file itself gives. */
    static Approval byPolicy(SealedPlan plan, ApprovalPolicy policy, Instant now) {
        return new Approval(plan.sha256(), ApprovalCheck.BY_POLICY, List.of(), now, now.plus(policy.validFor()));
    }

    /** @param signature null for an approval by name alone */
    void approve(String by, @Nullable ApprovalSignature signature) {
        names.add(by);
        if (signature != null) {
            signatures.add(signature);
        }
    }

    void reject(Rejection rejection) {
        rejected = rejection;
    }
}
