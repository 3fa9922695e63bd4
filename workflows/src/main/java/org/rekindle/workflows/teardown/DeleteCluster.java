// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Work;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.RunContext;

/** Deletes one cluster under a mandate and waits until it is gone. There is no other way to a delete. */
public final class DeleteCluster {

    private static final String LOOK_AT = " Look at its load balancers, ports and floating IPs, then retry.";

    private final RunContext run;
    private final Set<ClusterUuid> begun = new HashSet<>();

    /** Deletes of one run. */
    public DeleteCluster(RunContext run) {
        this.run = run;
    }

    /** What came of a delete. */
    public enum Deletion {
        /** Magnum does not know the cluster any more. */
        GONE,
        /** Nothing was deleted, since something speaks against it; the timeline says what. */
        KEPT
    }

    /** Whether Magnum has accepted a delete of this cluster. Of one that is half gone nothing more is asked: it is deleted to the end. */
    public boolean hasBegun(ClusterIdentity identity) {
        return begun.contains(identity.uuid());
    }

    /**
     * Deletes the cluster that the plan is about.
     *
     * @param accepted what is to be noted once Magnum has accepted it: whatever ends the run then, the cluster does not come back
     */
    Attempt<Deletion> planned(TeardownMandate mandate, ClusterIdentity identity, Permit permit, Runnable accepted) {
        return delete(mandate, identity, permit, null, accepted);
    }

    /** Deletes a cluster that this run itself created and that carries its mark: it has taken nobody's place yet. */
    public Attempt<Deletion> own(TeardownMandate mandate, ClusterIdentity identity, RunMark runMark) {
        return delete(mandate, identity, null, runMark, () -> {});
    }

    private Attempt<Deletion> delete(
            TeardownMandate mandate,
            ClusterIdentity identity,
            @Nullable Permit permit,
            @Nullable RunMark runMark,
            Runnable accepted) {
        String what = identity.name() + " (" + identity.uuid() + ")";
        DeleteRequest request = new DeleteRequest(
                run.profile().inCloud(),
                identity,
                mandate.plan(),
                mandate.approval(),
                mandate.requestedBy(),
                runMark,
                permit);
        try {
            RequestOutcome requested = ActivityStubs.remote(
                            MagnumActivities.class,
                            "Delete " + what + " after a last look at its identity",
                            run.profile().policy().deadlines().request())
                    .requestDelete(request);
            if (requested instanceof RequestOutcome.Refused refused) {
                return Attempt.failed(
                        FailureCode.REFUSED, "Magnum refused to delete " + what + ": " + refused.reason());
            }
        } catch (ActivityFailure failure) {
            String refusal = refusalOfGuard(failure);
            if (refusal == null) {
                throw failure;
            }
            run.state().note("The guard kept " + what + " from being deleted: " + refusal);
            return Attempt.succeeded(Deletion.KEPT);
        }
        begun.add(identity.uuid());
        accepted.run();
        return awaitGone(identity, what);
    }

    private static @Nullable String refusalOfGuard(ActivityFailure failure) {
        if (failure.getCause() instanceof ApplicationFailure said
                && said.getType().equals(FailureCode.GUARD_REFUSED.name())) {
            return said.getOriginalMessage();
        }
        return null;
    }

    private Attempt<Deletion> awaitGone(ClusterIdentity identity, String what) {
        Duration longest = run.profile().policy().deadlines().delete();
        run.waits().begin(Work.DELETE, what + " to be gone", longest);
        AwaitOutcome awaited = MagnumWait.until(
                new AwaitRequest(
                        run.profile().inCloud(),
                        identity.uuid(),
                        Goal.GONE,
                        null,
                        null,
                        run.profile().policy().pollEvery()),
                "Wait until " + identity.name() + " is gone",
                longest,
                run.profile().policy().deadlines().request());
        if (awaited instanceof AwaitOutcome.Reached) {
            run.waits().done(Work.DELETE);
            run.state().note(what + " is gone.");
            return Attempt.succeeded(Deletion.GONE);
        }
        run.waits().stopWaiting();
        return notGone(awaited, what, longest);
    }

    private static Attempt<Deletion> notGone(AwaitOutcome awaited, String what, Duration longest) {
        if (awaited instanceof AwaitOutcome.Failed failed) {
            return Attempt.failed(
                    FailureCode.REFUSED,
                    "The delete of " + what + " ended in " + failed.status() + ": " + Text.ended(failed.reason())
                            + LOOK_AT);
        }
        AwaitOutcome.TimedOut timedOut = (AwaitOutcome.TimedOut) awaited;
        return Attempt.failed(
                FailureCode.STILL_WAITING,
                what + " was not gone after " + Text.of(longest) + "; last seen: " + Text.ended(timedOut.lastSeen())
                        + LOOK_AT);
    }
}
