// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rebuild;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.DeleteRequest;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Goal;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RequestOutcome;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.Work;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.World;

/** Deletes a cluster under a sealed plan and an approval, and waits until it is gone. */
public final class TearDown {

    private final ClusterProfile profile;
    private final Journal journal;
    private final FleetBreaker breaker;
    private final SealedPlan plan;
    private final Approval approval;
    private final @Nullable String requestedBy;
    private boolean begun;

    /** Tear-downs under one plan and its approval. */
    public TearDown(
            ClusterProfile profile,
            Journal journal,
            FleetBreaker breaker,
            SealedPlan plan,
            Approval approval,
            @Nullable String requestedBy) {
        this.profile = profile;
        this.journal = journal;
        this.breaker = breaker;
        this.plan = plan;
        this.approval = approval;
        this.requestedBy = requestedBy;
    }

    /**
     * Waits until the fleet's breaker lets the teardown of the plan's cluster begin. That may take hours, so whatever must still
     * be so is looked at after it, not before.
     */
    public Permit permit(ClusterIdentity identity) {
        return breaker.pass(plan, identity, approval);
    }

    /**
     * Deletes the cluster that the plan is about and waits until Magnum knows it no longer.
     *
     * @return false when the guard refused, so that a new plan is needed; nothing was deleted then
     */
    public boolean ensureGone(ClusterIdentity identity, Permit permit) {
        return ensureGone(identity, permit, null);
    }

    /** The same for a cluster that this run itself created and that carries its mark: it has taken nobody's place yet. */
    public boolean ensureOwnGone(ClusterIdentity identity, String runMark) {
        return ensureGone(identity, null, runMark);
    }

    private boolean ensureGone(ClusterIdentity identity, @Nullable Permit permit, @Nullable String runMark) {
        String what = identity.name() + " (" + identity.uuid() + ")";
        try {
            RequestOutcome requested = World.ask(
                            MagnumActivities.class,
                            "Delete " + what + " after a last look at its identity",
                            profile.policy().deadlines().answer())
                    .requestDelete(new DeleteRequest(
                            profile.inCloud(), identity, plan, approval, requestedBy, runMark, permit));
            begun |= requested instanceof RequestOutcome.Accepted;
            if (requested instanceof RequestOutcome.Refused refused) {
                throw new StepFailed(FailureCode.REFUSED, "Magnum refused to delete " + what + ": " + refused.reason());
            }
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof ApplicationFailure said
                    && said.getType().equals(FailureCode.GUARD_REFUSED.name())) {
                journal.note("The guard kept " + what + " from being deleted: " + said.getOriginalMessage());
                return false;
            }
            throw failure;
        }
        awaitGone(identity, what);
        return true;
    }

    /** Whether Magnum has accepted a delete. */
    public boolean hasBegun() {
        return begun;
    }

    private void awaitGone(ClusterIdentity identity, String what) {
        Duration longest = profile.policy().deadlines().delete();
        journal.begin(Work.DELETE, what + " to be gone", longest);
        AwaitOutcome awaited = MagnumWait.until(
                new AwaitRequest(
                        profile.inCloud(),
                        identity.uuid(),
                        Goal.GONE,
                        null,
                        null,
                        profile.policy().pollEvery()),
                "Wait until " + identity.name() + " is gone",
                longest,
                profile.policy().deadlines().answer());
        if (awaited instanceof AwaitOutcome.Reached) {
            journal.done(Work.DELETE);
        }
        journal.stopWaiting();
        if (awaited instanceof AwaitOutcome.Failed failed) {
            throw new StepFailed(
                    FailureCode.REFUSED,
                    "The delete of " + what + " ended in " + failed.status() + ": " + failed.reason()
                            + " Look at its load balancers, ports and floating IPs, then retry.");
        }
        if (awaited instanceof AwaitOutcome.TimedOut timedOut) {
            throw new StepFailed(
                    FailureCode.STILL_WAITING,
                    what + " was not gone after " + Words.of(longest) + "; last seen: " + timedOut.lastSeen()
                            + " Look at its load balancers, ports and floating IPs, then retry.");
        }
        journal.note(what + " is gone.");
    }
}
