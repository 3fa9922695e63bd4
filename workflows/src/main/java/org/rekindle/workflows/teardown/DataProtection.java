// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.InventoryActivities.Protection;
import org.rekindle.workflows.decide.plan.DataAtRisk;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.observe.RebuildBasis;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;

/**
 * Keeps the data of a cluster that is deleted: every volume that the policy keeps gets the janitor's keep property.
 *
 * <p>Volumes are protected before an approval is asked for, and the plan is made again then: the guard refuses every plan that
 * was made with a volume at risk, so no delete can begin before the property was seen on all of them, and the approver reads a
 * plan that says so. It does no harm that the cloud is changed before anyone has approved: the property changes no data, and
 * only the janitor reads it. If no one approves, the only trace is a property on the volumes ({@code openstack volume unset
 * --property} takes it off). A dry run ends before this and sets nothing.
 */
public final class DataProtection {

    private final RunContext run;
    private final Set<String> seenKept = new HashSet<>();

    /** Protects the data of one run's cluster. */
    public DataProtection(RunContext run) {
        this.run = run;
    }

    /** What came of it. */
    public sealed interface Verdict {

        /** All that the policy keeps is kept, as the plan says. */
        record Kept() implements Verdict {}

        /** Volumes were protected just now, and a new plan is needed that says so. */
        record JustProtected() implements Verdict {}

        /** Data would be lost all the same, so the run ends. */
        record AtRisk(RunResult result) implements Verdict {}
    }

    /**
     * Protects what the plan says is at risk. A volume that was protected before and has lost its property ends the run: somebody
     * else takes it off.
     */
    public Verdict protect(TeardownCase teardown) {
        RecoveryPlan plan = teardown.plan();
        if (!plan.keepVolumes() || plan.dataAtRisk().isEmpty()) {
            return new Verdict.Kept();
        }
        List<LeftOver> open = DataAtRisk.protectable(plan.dataAtRisk());
        boolean lost = open.stream().anyMatch(volume -> seenKept.contains(volume.id()));
        // Where the volumes could not be listed, no property helps: it is not known which ones need it.
        if (open.isEmpty() || lost) {
            return atRisk(plan.dataAtRisk(), List.of());
        }
        Protection protection = protect(teardown.identity(), open);
        List<LeftOver> stillAtRisk = DataAtRisk.of(protection.seen());
        if (!stillAtRisk.isEmpty()) {
            return atRisk(stillAtRisk, protection.notSet());
        }
        run.state().note("All volumes are kept now, so a new plan is needed that says so.");
        return new Verdict.JustProtected();
    }

    /** Whether more would be lost than the plan says. A volume that has come since the plan was made is protected first. */
    boolean moreAtRisk(TeardownCase teardown) {
        RecoveryPlan plan = teardown.plan();
        List<LeftOver> now = DataAtRisk.of(RebuildBasis.volumes(run.profile(), teardown.identity()));
        List<LeftOver> open = DataAtRisk.protectable(now);
        if (plan.keepVolumes() && !open.isEmpty()) {
            // More is kept than the plan says and nothing more is destroyed, so the approval still holds.
            now = DataAtRisk.of(protect(teardown.identity(), open).seen());
        }
        if (plan.dataAtRisk().containsAll(now)) {
            return false;
        }
        run.state().note("More data is at risk than the plan says, so a new plan is needed.");
        return true;
    }

    /** @param open the volumes that were seen without the property */
    private Protection protect(ClusterIdentity identity, List<LeftOver> open) {
        Protection protection = run.operator()
                .step("protect volumes")
                .remote(
                        InventoryActivities.class,
                        "Set the keep property on the cluster's volumes",
                        run.profile().policy().deadlines().request())
                .protect(new ClusterIdentityOf(run.profile().inCloud(), identity));
        protection.seen().found().stream().filter(LeftOver::keptOnDelete).forEach(volume -> seenKept.add(volume.id()));
        open.stream()
                .filter(volume -> seenKept.contains(volume.id()))
                .forEach(volume -> run.state()
                        .note("Volume " + volume.name() + ", UUID " + volume.id()
                                + ", now carries the property janitor.capi.azimuth-cloud.com/keep=true."));
        protection.notSet().forEach(run.state()::note);
        return protection;
    }

    private static Verdict atRisk(List<LeftOver> atRisk, List<String> notSet) {
        List<String> sentences = new ArrayList<>(notSet);
        atRisk.forEach(each -> sentences.add(DataAtRisk.sentence(each)));
        return new Verdict.AtRisk(new RunResult(
                Outcome.HANDED_TO_HUMAN,
                "Nothing was destroyed, since data would go with the cluster. " + String.join(" ", sentences)
                        + " Protect each volume (openstack volume set --property"
                        + " janitor.capi.azimuth-cloud.com/keep=true <volume>) or set keepVolumes: false, then start"
                        + " again."));
    }
}
