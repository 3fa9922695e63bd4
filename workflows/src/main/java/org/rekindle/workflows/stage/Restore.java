// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.RestoreRequest;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.decide.rebuild.ClaimsToMake;
import org.rekindle.workflows.decide.rebuild.RescueScope;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.observe.RebuildBasis;
import org.rekindle.workflows.observe.RescuedCopy;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;

/**
 * Puts back what was rescued of the old cluster. It comes before the deploy steps: a chart takes over what it finds there, and makes
 * random values where it finds nothing.
 */
public final class Restore {

    private static final int LONGEST_NOTE = 1000;

    private final RunContext run;

    /** Restores into the cluster of one run. */
    public Restore(RunContext run) {
        this.run = run;
    }

    /** Puts back what was kept under a plan, and what was copied after it. The operator may skip it. */
    public void into(Connection connection, RecoveryPlan plan) {
        RescueSighting rescued = run.state().rescued();
        ClusterIdentity old = plan.identity();
        if (rescued == null || old == null) {
            return;
        }
        run.state().enter(Phase.REDEPLOYING, "Putting back what was rescued of the old cluster.");
        RescuedCopy.standing(run, old, List.of());
        run.operator().optionalAttempt("restore", () -> restore(connection, plan, old, rescued));
    }

    private Attempt<Boolean> restore(
            Connection connection, RecoveryPlan plan, ClusterIdentity old, RescueSighting rescued) {
        Inventory volumes = volumes(plan, old, rescued);
        if (!volumes.notLooked().isEmpty()) {
            return Attempt.failed(
                    FailureCode.UNAVAILABLE,
                    "It is not known which volumes of the old cluster still exist. "
                            + String.join(" ", volumes.notLooked()));
        }
        ClaimsToMake claims =
                stands(plan) ? ClaimsToMake.none(rescued.volumes()) : ClaimsToMake.of(rescued.volumes(), volumes);
        note("Not claimed again, since the volume is gone, not kept or in use by the old cluster: ", claims.lost());
        ClusterProfile profile = run.profile();
        Restored restored = ActivityStubs.remote(
                        RescueActivities.class,
                        "Put back what was rescued",
                        profile.policy().deadlines().request())
                .restore(new RestoreRequest(
                        profile.cluster(),
                        old.uuid(),
                        connection.kubeconfig(),
                        RescueScope.releases(profile),
                        claims.free()));
        note("Put back: ", restored.made());
        note("There already, just so: ", restored.same());
        RescuedCopy.standing(run, old, restored.standing());
        return judged(old, rescued, lostOrUsed(plan, profile.policy().keepVolumes(), claims), restored);
    }

    /**
     * A claim that no one would miss by the proofs. With the old cluster beside, all its volumes stay there; with {@code keepVolumes:
     * false} they go with it. Both were approved.
     */
    private static List<String> lostOrUsed(RecoveryPlan plan, boolean keepsVolumes, ClaimsToMake claims) {
        if (plan.remedy() == Remedy.REBUILD_BESIDE || !keepsVolumes) {
            return claims.used();
        }
        return Stream.concat(claims.databases().stream(), claims.used().stream())
                .toList();
    }

    /** All troubles at once: what was put back is not tried again, so the operator sees what is left to do. */
    private static Attempt<Boolean> judged(
            ClusterIdentity old, RescueSighting rescued, List<String> claims, Restored restored) {
        List<String> troubles =
                Stream.concat(restored.trouble().stream(), claims.stream()).toList();
        if (!troubles.isEmpty()) {
            return Attempt.failed(FailureCode.REFUSED, String.join(" ", troubles));
        }
        if (restored.nothing() && !rescued.secrets().isEmpty()) {
            return Attempt.failed(
                    FailureCode.NOT_FOUND,
                    "The secret store has nothing of cluster " + old.uuid() + " any more, though the plan promises "
                            + Text.count(rescued.secrets().size(), "Secret") + ".");
        }
        return Attempt.succeeded(true);
    }

    /** What Cinder says now of its volumes that were claimed; nothing while the old cluster still stands and uses them. */
    private Inventory volumes(RecoveryPlan plan, ClusterIdentity old, RescueSighting rescued) {
        List<String> handles = rescued.volumes().stream()
                .filter(RescuedVolume::inCinder)
                .map(RescuedVolume::handle)
                .toList();
        if (handles.isEmpty() || stands(plan)) {
            return new Inventory(List.of(), List.of());
        }
        return RebuildBasis.volumes(run.profile(), old, handles);
    }

    private static boolean stands(RecoveryPlan plan) {
        return plan.remedy() == Remedy.REBUILD_BESIDE;
    }

    /** One line however many there are: a hub may have a claim for each user. */
    private void note(String what, List<String> names) {
        if (!names.isEmpty()) {
            run.state().note(Text.atMost(LONGEST_NOTE, what + String.join(", ", names) + "."));
        }
    }
}
