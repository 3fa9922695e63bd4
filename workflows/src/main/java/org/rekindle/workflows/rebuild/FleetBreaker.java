// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rebuild;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.GuardActivities;
import org.rekindle.workflows.decide.ApprovalCheck;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.PreApproval;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.TeardownWish;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.World;

/** What a run has to do with the fleet's breaker: it asks before a teardown, and says when it has ended. */
public final class FleetBreaker {

    private final ClusterProfile profile;
    private final Journal journal;
    private boolean asked;

    /** For the run that the current workflow is. */
    public FleetBreaker(ClusterProfile profile, Journal journal) {
        this.profile = profile;
        this.journal = journal;
    }

    /** Whether the fleet file has given as much leave as it may in a day, so that people must. */
    public boolean needsPeople(SealedPlan plan, ClusterIdentity identity) {
        Permit permit = ask(plan, identity, true);
        if (permit.needsPeople()) {
            journal.note(String.valueOf(permit.refusal()));
        }
        return permit.needsPeople();
    }

    /** The permit for a teardown; a refusal is a matter for a human. */
    Permit pass(SealedPlan plan, ClusterIdentity identity, Approval approval) {
        Permit permit = ask(plan, identity, ApprovalCheck.isPolicy(approval.by()));
        if (!permit.isGranted()) {
            throw new StepFailed(FailureCode.GUARD_REFUSED, "The fleet's breaker: " + permit.refusal());
        }
        return permit;
    }

    /** Lets the next teardown begin; a run that never asked has nothing to say. */
    public void runEnded(boolean well) {
        if (!asked) {
            return;
        }
        try {
            guard(
                            "Tell the fleet's breaker that the run has ended",
                            profile.policy().deadlines().answer())
                    .ended(new RunEnd(profile.cluster(), run(), well));
        } catch (ActivityFailure failure) {
            journal.note(
                    "The fleet's breaker could not be told that this run has ended, and holds others up until it forgets: "
                            + Failing.lastSeen(failure));
        }
    }

    private Permit ask(SealedPlan plan, ClusterIdentity identity, boolean unattended) {
        int clusters = World.here(FleetActivities.class, "Count the fleet")
                .list()
                .clusters()
                .size();
        PreApproval within = profile.policy().approval().within();
        asked = true;
        Duration longest = profile.policy().deadlines().approval();
        journal.waitFor("the fleet's breaker to let the teardown begin", longest);
        Permit permit = guard("Ask the fleet's breaker", longest)
                .ask(new TeardownWish(
                        profile.cluster(),
                        identity.uuid(),
                        plan.sha256(),
                        run(),
                        clusters,
                        profile.breaker(),
                        unattended && within != null,
                        within == null ? 0 : within.aDay(),
                        profile.policy().pollEvery()));
        journal.stopWaiting();
        return permit;
    }

    private static GuardActivities guard(String summary, Duration deadline) {
        return World.ask(GuardActivities.class, summary, deadline);
    }

    private static String run() {
        return Workflow.getInfo().getOriginalExecutionRunId();
    }
}
