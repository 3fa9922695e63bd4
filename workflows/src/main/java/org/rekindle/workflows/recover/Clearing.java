// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.InventoryActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.ApprovalCheck;
import org.rekindle.workflows.decide.ByPolicy;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.plan.DataAtRisk;
import org.rekindle.workflows.decide.remedy.OneStillCounts;
import org.rekindle.workflows.decide.remedy.StillWorks;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterIdentityOf;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.Protection;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.rebuild.FleetBreaker;
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
 *   <li>Protect the volumes that the policy keeps; end the run if data would be lost all the same.
 *   <li>Wait for leave, and for the fleet's breaker.
 *   <li>Look at the data and at the certificate again, as the last thing before the delete: hours may have passed, and somebody
 *       may have renewed it. A volume that has come since is protected as well.
 *   <li>Delete the cluster and wait until it is gone.
 *   <li>Look whether it is really gone, and nobody has built it anew: a second one would be worse than none.
 *   <li>List what is left over.
 * </ol>
 *
 * <p>Volumes are protected before leave is asked for, and the plan is made anew then: the guard refuses every plan that was
 * made with a volume at risk, so no delete can begin before the property was seen on all of them, and the one who approves
 * reads a plan that says so. That the cloud is changed before anybody has approved does no harm: the property changes no
 * data, nothing but the janitor reads it, and who never approves is left with volumes that outlive their cluster instead of
 * the other way round ({@code openstack volume unset --property} takes it off). A dry run ends before this and sets nothing.
 */
final class Clearing {

    private final ClusterProfile profile;
    private final Journal journal;
    private final Steps steps;
    private final Gate gate;
    private final @Nullable String requestedBy;
    private final Set<String> seenKept = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final FleetBreaker breaker;
    private final LastLook lastLook;
    private @Nullable String builtBeside;
    private boolean guardHasRefused;
    private boolean renewedByPolicy;
    private @Nullable Approval leave;

    Clearing(
            ClusterProfile profile,
            Journal journal,
            Steps steps,
            Gate gate,
            FleetBreaker breaker,
            @Nullable String requestedBy) {
        this.profile = profile;
        this.journal = journal;
        this.steps = steps;
        this.gate = gate;
        this.requestedBy = requestedBy;
        this.breaker = breaker;
        this.lastLook = new LastLook(profile, journal);
    }

    /** Empty when the plan no longer counts, so that the world must be looked at again. */
    Optional<TearDown> clear(SealedPlan sealed, Observation seen) {
        ClusterIdentity identity = identity(sealed.plan());
        Optional<Approval> approval = approval(sealed, identity);
        if (approval.isEmpty()) {
            return Optional.empty();
        }
        Optional<TearDown> tornDown = tearDown(sealed, identity, approval.get(), seen);
        if (tornDown.isEmpty() || isThere(identity)) {
            return Optional.empty();
        }
        listLeftOvers(identity);
        return tornDown;
    }

    /** Leave for a rebuild beside the old cluster, of which nothing is deleted yet. Empty when the plan no longer counts. */
    Optional<TearDown> leave(SealedPlan sealed, Observation seen) {
        ClusterIdentity identity = identity(sealed.plan());
        return approval(sealed, identity)
                .filter(approval -> steps.need("last look", () -> lastLook.at(sealed.plan(), identity))
                                != LastLook.Found.CONTRADICTED
                        && !steps.need("look at the volumes again", () -> moreDataAtRisk(sealed.plan(), identity))
                        && !steps.need("look at the certificate again", () -> isMendedOnTheWire(identity, seen)))
                .map(approval -> new TearDown(profile, journal, breaker, sealed, approval, requestedBy));
    }

    /**
     * Deletes the old cluster once the new one has taken over. Hours have passed, so that leave is asked for again if it ran out.
     *
     * @param newUuid of the cluster that has taken over
     */
    void clearOld(SealedPlan sealed, Observation seen, String newUuid) {
        builtBeside = newUuid;
        ClusterIdentity identity = identity(sealed.plan());
        while (approval(sealed, identity)
                .flatMap(approval -> tearDown(sealed, identity, approval, seen))
                .isEmpty()) {
            steps.confirm(
                    "tear down the old cluster",
                    "It was not deleted; the timeline says why. RETRY tries again, ABORT leaves both clusters.");
        }
        listLeftOvers(identity);
    }

    private Optional<Approval> approval(SealedPlan sealed, ClusterIdentity identity) {
        if (protectData(sealed.plan(), identity)) {
            return Optional.empty();
        }
        Approval given = leave;
        Optional<Approval> approval =
                given != null && counts(given, sealed) ? Optional.of(given) : gate.await(sealed, profile.policy());
        leave = approval.orElse(null);
        return approval;
    }

    private boolean counts(Approval given, SealedPlan sealed) {
        return given.planSha256().equals(sealed.sha256())
                && Journal.now().isBefore(given.expiresAt())
                && closedWindow(given) == null;
    }

    /** Why the fleet file's own leave counts no longer; null for the leave of people, which has no windows. */
    private @Nullable String closedWindow(Approval given) {
        return ApprovalCheck.isPolicy(given.by())
                ? ByPolicy.objection(profile.policy().approval(), Journal.now())
                : null;
    }

    /**
     * Empty when the guard refused before anything was deleted. A delete that has begun and got stuck for longer than its
     * approval counts is asked about again instead: of a cluster that is half gone no new plan can be made.
     */
    private Optional<TearDown> tearDown(SealedPlan sealed, ClusterIdentity identity, Approval first, Observation seen) {
        Approval approval = first;
        while (true) {
            journal.enter(Phase.TEARING_DOWN, "Delete " + identity.name() + " (" + identity.uuid() + ").");
            approval = withinTheDay(sealed, identity, approval);
            Approval approved = approval;
            TearDown tearDown = new TearDown(profile, journal, breaker, sealed, approved, requestedBy);
            if (steps.need("tear down", () -> ensureGone(tearDown, sealed.plan(), approved, seen))) {
                return Optional.of(tearDown);
            }
            if (!hasBegun(tearDown, identity)) {
                return Optional.empty();
            }
            approval = anew(sealed, approval);
        }
    }

    /** Where the fleet file gives leave by itself and has given as much as it may in a day, people are asked. */
    private Approval withinTheDay(SealedPlan sealed, ClusterIdentity identity, Approval approval) {
        if (!ApprovalCheck.isPolicy(approval.by())
                || !steps.need("ask the fleet's breaker", () -> breaker.needsPeople(sealed, identity))) {
            return approval;
        }
        return people(sealed);
    }

    /** The policy's own approval is renewed once; where the guard refuses that one too, people must look. */
    private Approval anew(SealedPlan sealed, Approval last) {
        boolean again = ApprovalCheck.isPolicy(last.by())
                && !renewedByPolicy
                && ByPolicy.objection(profile.policy().approval(), Journal.now()) == null;
        renewedByPolicy |= again;
        return again ? gate.await(sealed, profile.policy()).orElseGet(() -> people(sealed)) : people(sealed);
    }

    private Approval people(SealedPlan sealed) {
        Optional<Approval> again = Optional.empty();
        while (again.isEmpty()) {
            again = gate.awaitPeople(sealed, profile.policy());
        }
        return again.get();
    }

    /** False when a new plan is needed. A guard that refuses the new plan as well is a matter for a human. */
    private boolean ensureGone(TearDown tearDown, RecoveryPlan plan, Approval approval, Observation seen) {
        ClusterIdentity identity = identity(plan);
        Permit permit = tearDown.permit(identity);
        if (!hasBegun(tearDown, identity) && !stillStands(plan, identity, approval, seen)) {
            return false;
        }
        if (tearDown.ensureGone(identity, permit)) {
            return true;
        }
        if (guardHasRefused && !hasBegun(tearDown, identity)) {
            throw new StepFailed(
                    FailureCode.GUARD_REFUSED,
                    "The guard has refused again, though everything was looked at anew; the timeline says why.");
        }
        guardHasRefused = true;
        return false;
    }

    /** Of a cluster that is half gone nothing is asked anew: it is deleted to the end. */
    private boolean hasBegun(TearDown tearDown, ClusterIdentity identity) {
        if (tearDown.hasBegun()) {
            begun.add(identity.uuid());
        }
        return begun.contains(identity.uuid());
    }

    /**
     * The last look before a delete. What cannot be looked at makes the whole step stuck, so that all of it is looked at anew. The
     * permit is given back where nothing is deleted: others must not wait for people who think.
     */
    private boolean stillStands(RecoveryPlan plan, ClusterIdentity identity, Approval approval, Observation seen) {
        boolean stands = false;
        try {
            stands = builtBeside == null
                    ? stillStands(plan, identity, seen)
                    : lastLook.newStands(builtBeside) && !isMended(plan, identity, seen);
        } finally {
            if (!stands) {
                breaker.runEnded(false);
            }
        }
        String closed = stands ? closedWindow(approval) : null;
        if (closed != null) {
            journal.note(closed);
            breaker.runEnded(false);
        }
        return stands && closed == null;
    }

    private boolean stillStands(RecoveryPlan plan, ClusterIdentity identity, Observation seen) {
        return switch (lastLook.at(plan, identity)) {
            case GONE -> true;
            case CONTRADICTED -> false;
            case STANDS -> !isMended(plan, identity, seen);
        };
    }

    /** Whether there is more to lose than the plan says, or less reason to: then nothing is deleted. */
    private boolean isMended(RecoveryPlan plan, ClusterIdentity identity, Observation seen) {
        return moreDataAtRisk(plan, identity) || isMendedOnTheWire(identity, seen) || isMendedOnDisk(seen);
    }

    /** Files tell of the expiry, or told with the wire: whoever renews on the machines is seen there first. */
    private boolean isMendedOnDisk(Observation seen) {
        Duration renewBefore = profile.policy().renewBefore();
        if (seen.machines().isEmpty() || !isExpired(seen, renewBefore)) {
            return false;
        }
        Observation now = Observe.withMachines(profile, seen);
        Diagnosis diagnosis = Diagnose.from(now, renewBefore);
        boolean isRenewed = diagnosis.condition() != Condition.EXPIRED
                || diagnosis.culprit() == Culprit.NOT_RESTARTED
                || (diagnosis.culprit() == Culprit.API_SERVER
                        && OneStillCounts.in(now).isPresent());
        if (!isRenewed) {
            return false;
        }
        boolean toldByFilesAlone = !isExpired(Observe.fromOutside(seen), renewBefore);
        now.machines().stream()
                .filter(machine -> toldByFilesAlone && machine.certificates().isEmpty())
                .findFirst()
                .ifPresent(machine -> {
                    throw new StepFailed(
                            FailureCode.UNAVAILABLE,
                            "Only the files of the machines told of the expiry, and " + machine.host()
                                    + " tells nothing now: " + machine.detail());
                });
        journal.note(
                "The files of the control plane's machines tell of certificates that are renewed, so nothing is torn down"
                        + " and a new plan is needed.");
        return true;
    }

    private static boolean isExpired(Observation seen, Duration renewBefore) {
        return Diagnose.from(seen, renewBefore).condition() == Condition.EXPIRED;
    }

    /** A look that broke off may have told of trouble that there was not, and hours have passed: what works is not torn down. */
    private boolean isMendedOnTheWire(ClusterIdentity identity, Observation seen) {
        CertificateSighting served = Observe.certificate(
                seen.certificate().address(), profile.policy().deadlines().answer());
        if (isRenewed(seen, served)) {
            return true;
        }
        ServedCertificate first = served.certificate();
        if (first == null
                || !Journal.now().isBefore(first.notAfter())
                || builtBeside != null
                || !isExpired(seen, profile.policy().renewBefore())) {
            return false;
        }
        Optional<String> works = StillWorks.objection(Observe.look(profile, identity.uuid()));
        works.ifPresent(sentence -> journal.note(sentence + " A new plan is needed."));
        return works.isPresent();
    }

    /**
     * Only a certificate that is valid, and longer than the one that was seen, says so. The one that was seen may be valid still:
     * it may be the authority that has expired, or a certificate that nobody outside sees.
     */
    private boolean isRenewed(Observation seen, CertificateSighting served) {
        ServedCertificate now = lastToEnd(served);
        ServedCertificate before = lastToEnd(seen.certificate());
        boolean isLater = now != null && (before == null || now.notAfter().isAfter(before.notAfter()));
        if (now == null || !isLater || !Journal.now().isBefore(now.notAfter())) {
            return false;
        }
        journal.note("The certificate that is served now ends at " + now.notAfter()
                + ": somebody has renewed it, so nothing is torn down and a new plan is needed.");
        return true;
    }

    /** Of several API servers one that was renewed is enough. */
    private static @Nullable ServedCertificate lastToEnd(CertificateSighting sighting) {
        return sighting.all()
                .max(Comparator.comparing(ServedCertificate::notAfter))
                .orElse(null);
    }

    /** The cluster that a plan tears down. */
    static ClusterIdentity identity(RecoveryPlan plan) {
        ClusterIdentity identity = plan.identity();
        if (identity == null) {
            throw new IllegalStateException("A plan that tears down names no cluster");
        }
        return identity;
    }

    /**
     * True when volumes were protected, so that a new plan is needed that says so. What is at risk all the same ends the run,
     * and so does a volume that was protected before and has lost its property: somebody else takes it off.
     */
    private boolean protectData(RecoveryPlan plan, ClusterIdentity identity) {
        if (!plan.keepVolumes() || plan.dataAtRisk().isEmpty()) {
            return false;
        }
        List<LeftOver> open = DataAtRisk.protectable(plan.dataAtRisk());
        boolean lost = open.stream().anyMatch(volume -> seenKept.contains(volume.id()));
        // Where the volumes could not be listed, no property helps: nobody knows whom to give it to.
        if (open.isEmpty() || lost) {
            throw atRisk(plan.dataAtRisk(), List.of());
        }
        Protection protection = protect(identity, open);
        List<LeftOver> stillAtRisk = DataAtRisk.of(protection.seen());
        if (!stillAtRisk.isEmpty()) {
            throw atRisk(stillAtRisk, protection.notSet());
        }
        journal.note("All volumes are kept now, so a new plan is needed that says so.");
        return true;
    }

    private static RunEnded atRisk(List<LeftOver> atRisk, List<String> notSet) {
        List<String> sentences = new ArrayList<>(notSet);
        atRisk.forEach(each -> sentences.add(DataAtRisk.sentence(each)));
        return new RunEnded(
                Outcome.HANDED_TO_HUMAN,
                "Nothing was destroyed, since data would go with the cluster. " + String.join(" ", sentences)
                        + " Protect each volume (openstack volume set --property"
                        + " janitor.capi.azimuth-cloud.com/keep=true <volume>) or set keepVolumes: false, then start"
                        + " again.");
    }

    /** @param open the volumes that were seen without the property */
    private Protection protect(ClusterIdentity identity, List<LeftOver> open) {
        Protection protection = steps.need(
                "protect volumes",
                () -> World.ask(
                                InventoryActivities.class,
                                "Set the keep property on the cluster's volumes",
                                profile.policy().deadlines().answer())
                        .protect(new ClusterIdentityOf(profile.inCloud(), identity)));
        protection.seen().found().stream().filter(LeftOver::keptOnDelete).forEach(volume -> seenKept.add(volume.id()));
        open.stream()
                .filter(volume -> seenKept.contains(volume.id()))
                .forEach(volume -> journal.note("Volume " + volume.name() + ", UUID " + volume.id()
                        + ", now carries the property janitor.capi.azimuth-cloud.com/keep=true."));
        protection.notSet().forEach(journal::note);
        return protection;
    }

    private boolean moreDataAtRisk(RecoveryPlan plan, ClusterIdentity identity) {
        List<LeftOver> now = DataAtRisk.of(Planning.volumes(profile, identity));
        List<LeftOver> open = DataAtRisk.protectable(now);
        if (plan.keepVolumes() && !open.isEmpty()) {
            // More is kept than the plan says and nothing more is destroyed, so the leave that was given still holds.
            now = DataAtRisk.of(protect(identity, open).seen());
        }
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
                        .observe(new CloudTarget(profile.inCloud(), null))
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
                        .leftOvers(new ClusterIdentityOf(profile.inCloud(), identity))
                        .found()));
    }
}
