// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.run.Work;

/** The steps of a remedy in the making, with the time that each is expected to take and may take. */
final class PlannedSteps {

    private final StepsInput input;
    private final Deadlines deadlines;
    private final List<PlannedStep> steps = new ArrayList<>();

    private PlannedSteps(StepsInput input) {
        this.input = input;
        this.deadlines = input.profile().policy().deadlines();
    }

    /** Begins with the upgrades, which come before everything else. */
    static PlannedSteps after(StepsInput input) {
        PlannedSteps planned = new PlannedSteps(input);
        input.upgrades().forEach(planned::upgrade);
        return planned;
    }

    private void upgrade(CandidateTemplate target) {
        add(
                "upgrade",
                "Upgrade to " + target.template().name() + " (" + target.kubernetesVersion() + ", chart "
                        + target.chartVersion() + ").",
                Work.UPGRADE,
                deadlines.upgrade());
    }

    /** A step that takes no time of its own. */
    PlannedSteps then(String name, String what) {
        steps.add(new PlannedStep(name, what));
        return this;
    }

    PlannedSteps renewInPlace() {
        return add(
                "renew in place",
                "Have kubeadm renew the certificates on "
                        + machines(input.profile().machines())
                        + " of the control plane, one after the other, and look at the certificate on the wire.",
                Work.RENEW_IN_PLACE,
                deadlines.upgrade());
    }

    private static String machines(@Nullable MachineAccess access) {
        if (access == null) {
            return "0 machines";
        }
        return Text.count(access.controlPlanes().size(), "machine");
    }

    PlannedSteps approval() {
        if (input.protects()) {
            then("protect volumes", "Set the janitor's keep property on each volume that lacks it, then plan again.");
        }
        return then("approval", "Wait for the approval to tear down.");
    }

    PlannedSteps tearDown() {
        return add("tear down", "Delete the cluster and wait until it is gone.", Work.DELETE, deadlines.delete());
    }

    /** @param where after the template, such as {@code " beside the old one"} */
    PlannedSteps rebuild(String where) {
        CandidateTemplate first = input.candidates().get(0);
        add(
                "rebuild",
                "Create it from " + first.template().name() + " (" + first.kubernetesVersion() + ", chart "
                        + first.chartVersion() + ")" + where
                        + orFromTheNext(input.candidates().size()),
                Work.CREATE,
                deadlines.create());
        if (input.profile().rescue() != null) {
            then("restore", "Put back what was rescued of the old cluster.");
        }
        return add("redeploy", redeploy(input.profile()), Work.REDEPLOY, null);
    }

    private static String redeploy(ClusterProfile profile) {
        String handOff = "";
        if (!profile.handOff().isEmpty()) {
            handOff = "Hand the new kubeconfig off by " + profile.handOffNames() + ". ";
        }
        if (profile.deploy().isEmpty()) {
            return handOff + "Redeploy nothing, since the fleet file has no deploy steps.";
        }
        return handOff + "Redeploy in order: " + profile.deployNames() + "." + records(profile);
    }

    /** The address is not known before the new cluster is there. */
    private static String records(ClusterProfile profile) {
        String names = String.join(", ", profile.verification().hubHosts());
        return profile.recordsSetAt().stream()
                .map(provider -> " The run sets the A and AAAA records of " + names + " at " + provider.place()
                        + " to the new address, within " + String.join(", ", provider.within()) + " alone.")
                .collect(Collectors.joining());
    }

    private static String orFromTheNext(int templates) {
        if (templates > 1) {
            return ", else from the next of " + templates + " templates.";
        }
        return ".";
    }

    PlannedSteps verify() {
        return add("verify", "Prove that a user can work.", Work.VERIFY, deadlines.verify());
    }

    List<PlannedStep> inOrder() {
        return List.copyOf(steps);
    }

    private PlannedSteps add(String name, String what, Work work, @Nullable Duration longest) {
        UsualTimes.Usual usual = UsualTimes.of(work, input.past());
        steps.add(new PlannedStep(name, what, usual.time(), longest, usual.evidence()));
        return this;
    }
}
