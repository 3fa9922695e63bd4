// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.TeardownRateLimitActivities;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.PreApproval;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/** A run's side of the teardown rate limit: it asks before a teardown, and reports that it has ended. */
public final class TeardownRateLimitClient {

    private final RunContext run;
    private final ClusterProfile profile;
    private boolean asked;

    /** For the run that the current workflow is. */
    public TeardownRateLimitClient(RunContext run) {
        this.run = run;
        this.profile = run.profile();
    }

    /** Whether the fleet file has approved as many teardowns as it may in a day, so that people must approve. */
    public boolean needsPeople(SealedPlan plan, ClusterIdentity identity) {
        Permit permit = ask(plan, identity, true);
        if (permit.needsPeople()) {
            run.state().note(String.valueOf(permit.refusal()));
        }
        return permit.needsPeople();
    }

    /** The answer to a teardown, which may be a refusal. */
    public Permit permit(SealedPlan plan, ClusterIdentity identity, Approval approval) {
        return ask(plan, identity, ApprovalCheck.isPolicy(approval.by()));
    }

    /** Lets the next teardown begin. A run that never asked reports nothing. */
    public void runEnded(boolean well) {
        if (!asked) {
            return;
        }
        try {
            rateLimit(
                            "Report to the teardown rate limit that the run has ended",
                            profile.policy().deadlines().request())
                    .ended(new RunEnd(profile.cluster(), runId(), well));
        } catch (ActivityFailure failure) {
            run.state()
                    .note("The teardown rate limit does not know that this run has ended, and counts it until its entry"
                            + " expires: " + ActivityFailures.lastSeen(failure));
        }
    }

    private Permit ask(SealedPlan plan, ClusterIdentity identity, boolean unattended) {
        int clusters = ActivityStubs.local(FleetActivities.class, "Count the fleet")
                .list()
                .clusters()
                .size();
        PreApproval within = profile.policy().approval().within();
        asked = true;
        Duration longest = profile.policy().deadlines().approval();
        run.waits().waitFor("the teardown rate limit to permit the teardown", longest);
        Permit permit = rateLimit("Ask the teardown rate limit", longest)
                .ask(new TeardownRequest(
                        profile.cluster(),
                        identity.uuid(),
                        plan.sha256(),
                        runId(),
                        clusters,
                        profile.rateLimit(),
                        unattended && within != null,
                        within == null ? 0 : within.maxPerDay(),
                        profile.policy().pollEvery()));
        run.waits().stopWaiting();
        return permit;
    }

    private static TeardownRateLimitActivities rateLimit(String summary, Duration deadline) {
        return ActivityStubs.remote(TeardownRateLimitActivities.class, summary, deadline);
    }

    private static String runId() {
        return Workflow.getInfo().getOriginalExecutionRunId();
    }
}
