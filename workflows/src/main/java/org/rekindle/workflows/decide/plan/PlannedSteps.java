// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.PlannedStep;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Work;

/** Lists what is done, in order, with the time that each step is expected to take and may take. */
final class PlannedSteps {

    private final ClusterProfile profile;
    private final PastTimes past;
    private final Deadlines deadlines;
    private final List<PlannedStep> steps = new ArrayList<>();

    private PlannedSteps(ClusterProfile profile, PastTimes past) {
        this.profile = profile;
        this.past = past;
        this.deadlines = profile.policy().deadlines();
    }

    /**
     * The steps of a remedy.
     *
     * @param hops upgrades that are made, or tried before a rebuild
     * @param protects whether volumes are protected first
     */
    static List<PlannedStep> of(
            Remedy remedy,
            List<Rung> hops,
            List<Rung> rungs,
            ClusterProfile profile,
            PastTimes past,
            boolean protects) {
        PlannedSteps planned = new PlannedSteps(profile, past);
        planned.upgrades(hops);
        switch (remedy) {
            case FRESH_CLIENT_CERTIFICATE ->
                planned.add("fresh client certificate", "Have Magnum sign a new client certificate.");
            case RENEW_IN_PLACE -> planned.renewal();
            case REBUILD -> {
                planned.leave(protects);
                planned.tearDown();
                planned.rebuild(rungs, "");
            }
            case REBUILD_BESIDE -> {
                planned.leave(protects);
                planned.rebuild(rungs, " beside the old one");
                planned.add("switch over", "Wait until a human says that names and users have moved.");
                planned.tearDown();
            }
            case SAME_VERSION_ROLL, UPGRADE -> {}
            case NOTHING, TICKET, HAND_TO_HUMAN -> {
                return List.of();
            }
        }
        planned.add(
                "verify",
                "Prove that a user can work.",
                Work.VERIFY,
                deadlines(profile).verify());
        return List.copyOf(planned.steps);
    }

    private static Deadlines deadlines(ClusterProfile profile) {
        return profile.policy().deadlines();
    }

    private void upgrades(List<Rung> hops) {
        hops.forEach(hop -> add(
                "upgrade",
                "Upgrade to " + hop.template().name() + " (" + hop.kubernetesVersion() + ", chart " + hop.chartVersion()
                        + ").",
                Work.UPGRADE,
                deadlines.upgrade()));
    }

    private void renewal() {
        int machines = profile.machines() == null
                ? 0
                : profile.machines().controlPlanes().size();
        add(
                "renew in place",
                "Have kubeadm renew the certificates on " + machines
                        + (machines == 1 ? " machine" : " machines")
                        + " of the control plane, one after the other, and look at the certificate on the wire.",
                Work.RENEW_IN_PLACE,
                deadlines.upgrade());
    }

    private void leave(boolean protects) {
        if (protects) {
            add("protect volumes", "Set the janitor's keep property on each volume that lacks it, then plan anew.");
        }
        add("approval", "Wait for leave to tear down.");
    }

    private void tearDown() {
        add("tear down", "Delete the cluster and wait until it is gone.", Work.DELETE, deadlines.delete());
    }

    private void rebuild(List<Rung> rungs, String where) {
        Rung first = rungs.get(0);
        add(
                "rebuild",
                "Create it from " + first.template().name() + " (" + first.kubernetesVersion() + ", chart "
                        + first.chartVersion() + ")" + where
                        + (rungs.size() > 1 ? ", else from the next of " + rungs.size() + " templates." : "."),
                Work.CREATE,
                deadlines.create());
        add("redeploy", "Deploy " + profile.releases().size() + " releases in order.", Work.REDEPLOY, null);
    }

    private void add(String name, String what) {
        steps.add(new PlannedStep(name, what));
    }

    private void add(String name, String what, Work work, @Nullable Duration longest) {
        UsualTimes.Usual usual = UsualTimes.of(work, past);
        steps.add(new PlannedStep(name, what, usual.time(), longest, usual.basis()));
    }
}
