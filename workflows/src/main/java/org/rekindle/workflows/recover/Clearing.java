// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.DataAtRisk;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.rebuild.TearDown;
import org.rekindle.workflows.run.Gate;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.RunEnded;
import org.rekindle.workflows.run.StepFailed;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/**
 * Clears the ground for a rebuild.
 *
 * <ol>
 *   <li>End the run if data would be lost that the policy keeps.
 *   <li>Wait for leave.
 *   <li>Look at the data and at the certificate again: hours may have passed, and somebody may have renewed it.
 *   <li>Delete the cluster and wait until it is gone.
 *   <li>Look whether it is really gone, and nobody has built it anew: a second one would be worse than none.
 *   <li>List what is left over.
 * </ol>
 */
final class Clearing {

    private final ClusterProfile profile;
    private final Journal journal;
    private final Steps steps;
    private final Gate gate;
    private final @Nullable String requestedBy;
    private boolean guardHasRefused;

    Clearing(ClusterProfile profile, Journal journal, Steps steps, Gate gate, @Nullable String requestedBy) {
        this.profile = profile;
        this.journal = journal;
        this.steps = steps;
        this.gate = gate;
        this.requestedBy = requestedBy;
    }

    /** Empty when the plan no longer counts, so that the world must be looked at again. */
    Optional<TearDown> clear(SealedPlan sealed, Observation seen) {
        RecoveryPlan plan = sealed.plan();
        ClusterIdentity identity = identity(plan);
        protectData(plan);
        Optional<Approval> approval = gate.await(sealed, profile.policy());
        if (approval.isEmpty() || moreDataAtRisk(plan, identity)) {
            return Optional.empty();
        }
        Optional<TearDown> tornDown = tearDown(sealed, identity, approval.get(), seen);
        if (tornDown.isEmpty() || isThere(identity)) {
            return Optional.empty();
        }
        listLeftOvers(identity);
        return tornDown;
    }

    /**
     * Empty when the guard refused before anything was deleted. A delete that has begun and got stuck for longer than its
     * approval counts is asked about again instead: of a cluster that is half gone no new plan can be made.
     */
    private Optional<TearDown> tearDown(SealedPlan sealed, ClusterIdentity identity, Approval first, Observation seen) {
        Approval approval = first;
        while (true) {
            journal.enter(Phase.TEARING_DOWN, "Delete " + identity.name() + " (" + identity.uuid() + ").");
            TearDown tearDown = new TearDown(profile, journal, sealed, approval, requestedBy);
            if (steps.need("tear down", () -> ensureGone(tearDown, identity, seen))) {
                return Optional.of(tearDown);
            }
            if (!tearDown.hasBegun() || profile.policy().approval().preApproved()) {
                return Optional.empty();
            }
            Optional<Approval> again = Optional.empty();
            while (again.isEmpty()) {
                again = gate.await(sealed, profile.policy());
            }
            approval = again.get();
        }
    }

    /** False when a new plan is needed. A guard that refuses the new plan as well is a matter for a human. */
    private boolean ensureGone(TearDown tearDown, ClusterIdentity identity, Observation seen) {
        if (!tearDown.hasBegun() && isRenewed(seen)) {
            return false;
        }
        if (tearDown.ensureGone(identity, null)) {
            return true;
        }
        if (guardHasRefused && !tearDown.hasBegun()) {
            throw new StepFailed(
                    FailureCode.GUARD_REFUSED,
                    "The guard has refused again, though everything was looked at anew; the timeline says why.");
        }
        guardHasRefused = true;
        return false;
    }

    /** Only a certificate that still counts says so: what is not served any more was expired when it was last seen. */
    private boolean isRenewed(Observation seen) {
        ServedCertificate now = Observe.certificate(
                        seen.certificate().address(),
                        profile.policy().deadlines().answer())
                .certificate();
        if (now == null || !Journal.now().isBefore(now.notAfter())) {
            return false;
        }
        journal.note("The certificate that is served now ends at " + now.notAfter()
                + ": somebody has renewed it, so nothing is torn down and a new plan is needed.");
        return true;
    }

    /** The cluster that a plan tears down. */
    static ClusterIdentity identity(RecoveryPlan plan) {
        ClusterIdentity identity = plan.identity();
        if (identity == null) {
            throw new IllegalStateException("A plan that tears down names no cluster");
        }
        return identity;
    }

    private static void protectData(RecoveryPlan plan) {
        if (!plan.keepVolumes() || plan.dataAtRisk().isEmpty()) {
            return;
        }
        List<String> atRisk =
                plan.dataAtRisk().stream().map(DataAtRisk::sentence).toList();
        throw new RunEnded(
                Outcome.HANDED_TO_HUMAN,
                "Nothing was destroyed, since data would go with the cluster. " + String.join(" ", atRisk)
                        + " Protect each volume (openstack volume set --property"
                        + " janitor.capi.azimuth-cloud.com/keep=true <volume>) or set keepVolumes: false, then start"
                        + " again.");
    }

    private boolean moreDataAtRisk(RecoveryPlan plan, ClusterIdentity identity) {
        List<LeftOver> now =
                steps.need("look at the volumes again", () -> DataAtRisk.of(Planning.volumes(profile, identity)));
        if (plan.dataAtRisk().containsAll(now)) {
            return false;
        }
        journal.note("More data is at risk than the plan says, so a new plan is needed.");
        return true;
    }

    private boolean isThere(ClusterIdentity identity) {
        CloudCluster there = steps.need(
                "look for a replacement",
                () -> World.ask(
                                MagnumActivities.class,
                                "Look whether somebody else has built " + identity.name() + " anew",
                                profile.policy().deadlines().answer())
                        .observe(new CloudTarget(profile.cluster(), null))
                        .cluster());
        if (there == null) {
            return false;
        }
        if (there.identity().uuid().equals(identity.uuid())) {
            journal.note(
                    "Magnum said that " + identity.name() + " is gone, and shows it again, so a new plan is needed.");
            return true;
        }
        journal.note("Somebody else has built " + identity.name() + " anew ("
                + there.identity().uuid() + "), so a new plan is needed.");
        return true;
    }

    private void listLeftOvers(ClusterIdentity identity) {
        steps.may(
                "list left-overs",
                () -> journal.leftOver(World.ask(
                                InventoryActivities.class,
                                "List what the cloud still holds of the old cluster",
                                profile.policy().deadlines().answer())
                        .leftOvers(new ClusterIdentityOf(profile.cluster(), identity))
                        .found()));
    }
}
