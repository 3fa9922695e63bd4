// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.decide.ReleasesChecked;
import org.rekindle.workflows.decide.plan.StillPossible;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.RebuildFacts;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.redeploy.ReleaseRehearsal;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.StepFailed;

/**
 * The last look before something is destroyed. All that the plan rests on is read anew, from the things themselves, and nothing is
 * destroyed unless the rebuild is known to be possible. What cannot be read makes the step stuck: it is never taken for well.
 */
final class LastLook {

    /** What a look finds. */
    enum Found {
        /** All is as the plan says. */
        STANDS,
        /** Something is not; the timeline says what. */
        CONTRADICTED,
        /** The cluster is gone, or on its way. */
        GONE
    }

    private final ClusterProfile profile;
    private final Journal journal;

    LastLook(ClusterProfile profile, Journal journal) {
        this.profile = profile;
        this.journal = journal;
    }

    /**
     * Whether the sealed plan still holds. What contradicts it is in the timeline then, and a new plan is needed. Of a cluster that is
     * gone, or on its way, nothing more is asked: there is nothing left to keep.
     */
    Found at(RecoveryPlan plan, ClusterIdentity identity) {
        RebuildFacts facts = Planning.rebuildFacts(profile, identity, shape(plan), templates(plan), resources(plan))
                .facts();
        if (facts == null) {
            return Found.GONE;
        }
        List<String> unknown = StillPossible.nowUnknown(plan, facts.quota());
        if (!unknown.isEmpty()) {
            throw new StepFailed(
                    FailureCode.UNAVAILABLE,
                    "The plan knew the quota of " + String.join(", ", unknown) + ", and nothing is told of it now. "
                            + String.join(" ", facts.quota().notLooked()));
        }
        List<String> contradictions =
                new ArrayList<>(StillPossible.contradictions(profile, plan, facts, Journal.now()));
        ReleasesChecked.objection(ReleaseRehearsal.of(profile, plan.ladder(), journal))
                .ifPresent(contradictions::add);
        if (contradictions.isEmpty()) {
            return Found.STANDS;
        }
        contradictions.forEach(journal::note);
        journal.note("The world is no longer as the plan says, so nothing is torn down and a new plan is needed.");
        return Found.CONTRADICTED;
    }

    /**
     * Whether the new cluster still stands beside the old one that is to go: days may have passed until people said that users have
     * moved.
     */
    boolean newStands(String uuid) {
        CloudCluster built = Observe.cloud(
                        profile, uuid, profile.policy().deadlines().answer())
                .cluster();
        String address = built == null ? null : built.apiAddress();
        if (built == null || address == null || built.status().startsWith("DELETE_")) {
            journal.note("The new cluster " + uuid + " is " + (built == null ? "gone" : built.status())
                    + ", so the old one is not torn down.");
            return false;
        }
        CertificateSighting seen =
                Observe.certificate(address, profile.policy().deadlines().answer());
        ServedCertificate served = seen.certificate();
        if (served == null || !Journal.now().isBefore(served.notAfter())) {
            journal.note("The new cluster " + uuid + " serves no certificate that is valid (" + seen.detail()
                    + "), so the old one is not torn down.");
            return false;
        }
        return true;
    }

    private static Shape shape(RecoveryPlan plan) {
        Shape shape = plan.shape();
        if (shape == null) {
            throw new IllegalStateException("A plan that rebuilds says nothing of the shape to build");
        }
        return shape;
    }

    /** What the plan did not know of the quota is in it, and was approved so. */
    private static List<String> resources(RecoveryPlan plan) {
        return plan.quota().stream().map(QuotaLine::resource).toList();
    }

    private static List<String> templates(RecoveryPlan plan) {
        return plan.ladder().stream().map(Rung::template).map(Template::uuid).toList();
    }
}
