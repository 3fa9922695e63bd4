// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.observe.RescuedCopy;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Tears one cluster down under an approved plan.
 *
 * <ol>
 *   <li>Wait until the teardown rate limit of the fleet permits it.
 *   <li>Take the {@link LastLook}, as the last thing before the delete. Where it finds the plan contradicted, the permit is given
 *       back and the cluster stays.
 *   <li>Delete the cluster and wait until it is gone ({@link DeleteCluster}).
 *   <li>See that it is really gone and that no other cluster has its name; list what is left over ({@link AfterDelete}).
 * </ol>
 *
 * <p>A failure before Magnum has accepted the delete repeats the first three as a whole. Once Magnum has accepted it, the cluster
 * is deleted to the end: an approval that expires meanwhile is asked for again, since no plan can be made of half a cluster.
 */
public final class Teardown {

    private final RunContext run;
    private final TeardownApproval approvals;
    private final TeardownRateLimitClient rateLimit;
    private final LastLook lastLook;
    private final DeleteCluster deletes;
    private final AfterDelete afterwards;
    private final @Nullable String requestedBy;
    private boolean guardHasRefused;

    /** @param requestedBy who asked for the recovery, null when the request does not say */
    public Teardown(
            RunContext run,
            TeardownApproval approvals,
            TeardownRateLimitClient rateLimit,
            LastLook lastLook,
            DeleteCluster deletes,
            @Nullable String requestedBy) {
        this.run = run;
        this.approvals = approvals;
        this.rateLimit = rateLimit;
        this.lastLook = lastLook;
        this.deletes = deletes;
        this.afterwards = new AfterDelete(run);
        this.requestedBy = requestedBy;
    }

    /** What this run may delete of its own under a plan and its approval. */
    public TeardownMandate mandate(TeardownCase teardown, Approval approval) {
        return new TeardownMandate(teardown.sealed(), approval, requestedBy);
    }

    /** Tears the cluster down and sees to it that its name is free for the one that is built next. */
    public TeardownOutcome beforeRebuild(TeardownCase teardown, Approval approval) {
        TeardownOutcome outcome = delete(teardown, approval);
        if (!(outcome instanceof TeardownOutcome.TornDown)) {
            return outcome;
        }
        if (afterwards.nameIsTaken(teardown.identity())) {
            return new TeardownOutcome.PlanAgain();
        }
        afterwards.listLeftOvers(teardown.identity());
        return outcome;
    }

    /** Tears the old cluster down once another one has taken its place. */
    public TeardownOutcome afterSwitchOver(TeardownCase teardown, Approval approval) {
        TeardownOutcome outcome = delete(teardown, approval);
        if (outcome instanceof TeardownOutcome.TornDown) {
            afterwards.listLeftOvers(teardown.identity());
        }
        return outcome;
    }

    private TeardownOutcome delete(TeardownCase teardown, Approval first) {
        ClusterIdentity identity = teardown.identity();
        ApprovalAnswer answer = new ApprovalAnswer.Approved(first);
        boolean policyMayRenew = true;
        while (true) {
            run.state().enter(Phase.TEARING_DOWN, "Deleting " + identity.name() + " (" + identity.uuid() + ").");
            answer = withinTheDay(teardown, answer);
            if (!(answer instanceof ApprovalAnswer.Approved approved)) {
                return notApproved(answer);
            }
            TeardownMandate mandate = mandate(teardown, approved.approval());
            DeleteCluster.Deletion deletion =
                    run.operator().step("tear down").untilSucceeded(() -> permitLookAndDelete(teardown, mandate));
            if (deletion == DeleteCluster.Deletion.GONE) {
                return new TeardownOutcome.TornDown(mandate);
            }
            if (!deletes.hasBegun(identity)) {
                return new TeardownOutcome.PlanAgain();
            }
            boolean byPolicy = policyMayRenew && isApprovedByPolicy(approved.approval());
            policyMayRenew &= !byPolicy;
            answer = approveAgain(teardown, byPolicy);
        }
    }

    /** Where the policy approves by itself and has approved as much as it may in a day, people are asked. */
    private ApprovalAnswer withinTheDay(TeardownCase teardown, ApprovalAnswer answer) {
        if (!(answer instanceof ApprovalAnswer.Approved approved)
                || !ApprovalCheck.isPolicy(approved.approval().by())) {
            return answer;
        }
        boolean needsPeople = run.operator()
                .required(
                        "ask the teardown rate limit",
                        () -> rateLimit.needsPeople(teardown.sealed(), teardown.identity()));
        if (needsPeople) {
            return approvals.askPeopleUntilAnswered(teardown.sealed(), policy());
        }
        return answer;
    }

    /** Whether the policy approved and still may. It approves again once; where the guard refuses that one too, people must look. */
    private boolean isApprovedByPolicy(Approval last) {
        return ApprovalCheck.isPolicy(last.by())
                && ByPolicy.objection(policy().approval(), WorkflowClock.now()) == null;
    }

    private ApprovalAnswer approveAgain(TeardownCase teardown, boolean byPolicy) {
        if (byPolicy) {
            return approvals.askAgain(teardown.sealed(), policy());
        }
        return approvals.askPeopleUntilAnswered(teardown.sealed(), policy());
    }

    private static TeardownOutcome notApproved(ApprovalAnswer answer) {
        if (answer instanceof ApprovalAnswer.Rejected rejected) {
            return new TeardownOutcome.Rejected(rejected.result());
        }
        return new TeardownOutcome.PlanAgain();
    }

    /** Asks for the permit first, since that may take hours, and looks after it. */
    private Attempt<DeleteCluster.Deletion> permitLookAndDelete(TeardownCase teardown, TeardownMandate mandate) {
        ClusterIdentity identity = teardown.identity();
        Permit permit = rateLimit.permit(teardown.sealed(), identity, mandate.approval());
        if (!permit.isGranted()) {
            return Attempt.failed(FailureCode.GUARD_REFUSED, "The teardown rate limit: " + permit.refusal());
        }
        if (deletes.hasBegun(identity)) {
            return deleteAsGuarded(teardown, mandate, permit);
        }
        Attempt<Boolean> holds = holdsElseGiveBack(teardown, mandate.approval());
        if (holds instanceof Attempt.Failed<Boolean> failed) {
            return Attempt.failed(failed.code(), failed.reason());
        }
        boolean stillHolds = ((Attempt.Succeeded<Boolean>) holds).result();
        if (stillHolds) {
            return deleteAsGuarded(teardown, mandate, permit);
        }
        return Attempt.succeeded(DeleteCluster.Deletion.KEPT);
    }

    /** The last look. It gives the permit back where nothing is deleted: other runs must not wait for an approver. */
    private Attempt<Boolean> holdsElseGiveBack(TeardownCase teardown, Approval approval) {
        boolean goesOn = false;
        try {
            Attempt<Boolean> holds = lastLook.holdsBeforeDelete(teardown);
            if (holds instanceof Attempt.Succeeded<Boolean> succeeded && succeeded.result()) {
                goesOn = isInWindow(approval);
                return Attempt.succeeded(goesOn);
            }
            return holds;
        } finally {
            if (!goesOn) {
                rateLimit.runEnded(false);
            }
        }
    }

    private boolean isInWindow(Approval approval) {
        String closed = TeardownApproval.closedWindow(approval, policy());
        if (closed != null) {
            run.state().note(closed);
        }
        return closed == null;
    }

    /** A guard that refuses a second plan as well is a matter for the operator. */
    private Attempt<DeleteCluster.Deletion> deleteAsGuarded(
            TeardownCase teardown, TeardownMandate mandate, Permit permit) {
        ClusterIdentity identity = teardown.identity();
        Attempt<DeleteCluster.Deletion> attempt =
                deletes.planned(mandate, identity, permit, () -> noteTheCopy(teardown));
        boolean refused = attempt instanceof Attempt.Succeeded<DeleteCluster.Deletion> deletion
                && deletion.result() == DeleteCluster.Deletion.KEPT;
        if (refused && guardHasRefused && !deletes.hasBegun(identity)) {
            return Attempt.failed(
                    FailureCode.GUARD_REFUSED,
                    "The guard has refused again, though everything was looked at again; the timeline says why.");
        }
        guardHasRefused |= refused;
        return attempt;
    }

    /** Of a cluster that has a successor already, what was rescued stands there. */
    private void noteTheCopy(TeardownCase teardown) {
        if (teardown.newUuid() == null) {
            RescuedCopy.standing(run, teardown.identity(), List.of());
        }
    }

    private Policy policy() {
        return run.profile().policy();
    }
}
