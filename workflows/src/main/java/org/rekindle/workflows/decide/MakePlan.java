// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.PlannedStep;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/**
 * Makes the plan from what was seen. Usual durations are those of the incident of March 2026 and of the field's own
 * notes: an upgrade 30 min, a delete 10 min, a create 2 h 18 min, a redeploy 20 min, a proof 10 min.
 */
public final class MakePlan {

    private static final Duration UPGRADE = Duration.ofMinutes(30);
    private static final Duration DELETE = Duration.ofMinutes(10);
    private static final Duration CREATE = Duration.ofMinutes(138);
    private static final Duration REDEPLOY = Duration.ofMinutes(20);
    private static final Duration VERIFY = Duration.ofMinutes(10);

    private MakePlan() {}

    /**
     * The plan, before it is sealed.
     *
     * @param upgradeTried true when this run has tried an upgrade already
     * @param visible the templates that the project sees
     * @param volumes the volumes that are the cluster's, and what could not be looked at
     */
    public static RecoveryPlan from(
            ClusterProfile profile,
            Observation seen,
            Diagnosis diagnosis,
            boolean upgradeTried,
            List<Template> visible,
            Inventory volumes) {
        CloudCluster cloud = seen.cloud();
        return switch (diagnosis.condition()) {
            case HEALTHY -> nothing(profile, seen, diagnosis, Remedy.NOTHING, "Nothing is wrong.");
            case NOT_YET_VALID, UNREACHABLE, BROKEN_OTHERWISE ->
                nothing(profile, seen, diagnosis, Remedy.HAND_TO_HUMAN, "Only certificates lead to a teardown.");
            case EXPIRING, EXPIRED ->
                cloud == null
                        ? nothing(profile, seen, diagnosis, Remedy.HAND_TO_HUMAN, "Magnum knows no such cluster.")
                        : mend(profile, seen, cloud, diagnosis, upgradeTried, visible, volumes);
        };
    }

    private static RecoveryPlan nothing(
            ClusterProfile profile, Observation seen, Diagnosis diagnosis, Remedy remedy, String why) {
        CloudCluster cloud = seen.cloud();
        return new RecoveryPlan(
                profile.cluster(),
                cloud == null ? null : cloud.identity(),
                remedy,
                diagnosis,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                profile.policy().keepVolumes(),
                null,
                List.of(new Decision("remedy", remedy.name(), why)),
                seen.at());
    }

    private static RecoveryPlan mend(
            ClusterProfile profile,
            Observation seen,
            CloudCluster cloud,
            Diagnosis diagnosis,
            boolean upgradeTried,
            List<Template> visible,
            Inventory volumes) {
        Ladder.Choice ladder = Ladder.choose(profile, visible);
        UpgradeChoice.Choice upgrade = upgradeTried
                ? UpgradeChoice.alreadyTried()
                : UpgradeChoice.choose(profile.policy().upgrade(), cloud, diagnosis, ladder.judged());
        List<Decision> decisions = new ArrayList<>(upgrade.decisions());
        boolean destructive = diagnosis.condition() == Condition.EXPIRED;
        if (destructive) {
            decisions.addAll(ladder.decisions());
        }
        List<Rung> rungs = destructive ? ladder.rungs() : List.of();
        Remedy remedy = remedy(upgrade.target(), rungs);
        decisions.add(new Decision("remedy", remedy.name(), because(remedy, destructive)));
        boolean tearsDown = remedy == Remedy.REBUILD;
        List<LeftOver> atRisk = DataAtRisk.of(volumes);
        boolean protects = tearsDown
                && profile.policy().keepVolumes()
                && !DataAtRisk.protectable(atRisk).isEmpty();
        if (tearsDown) {
            decisions.addAll(ProtectVolumes.decisions(volumes, profile.policy().keepVolumes()));
        }
        return new RecoveryPlan(
                profile.cluster(),
                cloud.identity(),
                remedy,
                diagnosis,
                upgrade.target(),
                rungs,
                steps(upgrade.target(), rungs, profile, protects),
                tearsDown ? destroys(cloud, profile.policy().keepVolumes() ? List.of() : atRisk) : List.of(),
                tearsDown ? atRisk : List.of(),
                profile.policy().keepVolumes(),
                tearsDown ? ShapeOf.wanted(profile, cloud) : null,
                List.copyOf(decisions),
                seen.at());
    }

    private static Remedy remedy(@Nullable Rung upgrade, List<Rung> rungs) {
        if (!rungs.isEmpty()) {
            return Remedy.REBUILD;
        }
        return upgrade == null ? Remedy.HAND_TO_HUMAN : Remedy.UPGRADE;
    }

    private static String because(Remedy remedy, boolean expired) {
        return switch (remedy) {
            case REBUILD -> "The certificates have expired, and only new machines bring new ones.";
            case UPGRADE ->
                expired
                        ? "No template is left to build from, so nothing is torn down."
                        : "The certificates still count, so an upgrade renews them and nothing is destroyed.";
            case HAND_TO_HUMAN ->
                "No allowed template can be upgraded to or built from. Add one that fits under templates: in the fleet"
                        + " file.";
            case NOTHING -> "Nothing is wrong.";
        };
    }

    private static List<PlannedStep> steps(
            @Nullable Rung upgrade, List<Rung> rungs, ClusterProfile profile, boolean protects) {
        List<PlannedStep> steps = new ArrayList<>();
        if (upgrade != null) {
            steps.add(new PlannedStep(
                    "upgrade", "Upgrade to " + upgrade.template().name() + ".", UPGRADE));
        }
        if (!rungs.isEmpty()) {
            Rung first = rungs.get(0);
            if (protects) {
                steps.add(new PlannedStep(
                        "protect volumes",
                        "Set the janitor's keep property on each volume that lacks it, then plan anew.",
                        Duration.ZERO));
            }
            steps.add(new PlannedStep("approval", "Wait for leave to tear down.", Duration.ZERO));
            steps.add(new PlannedStep("tear down", "Delete the cluster and wait until it is gone.", DELETE));
            steps.add(new PlannedStep(
                    "rebuild",
                    "Create it from " + first.template().name() + " (" + first.kubernetesVersion() + ", chart "
                            + first.chartVersion() + ")"
                            + (rungs.size() > 1 ? ", else from the next of " + rungs.size() + " templates." : "."),
                    CREATE));
            steps.add(new PlannedStep(
                    "redeploy", "Deploy " + profile.releases().size() + " releases in order.", REDEPLOY));
        }
        steps.add(new PlannedStep("verify", "Prove that a user can work.", VERIFY));
        return List.copyOf(steps);
    }

    private static List<String> destroys(CloudCluster cloud, List<LeftOver> atRisk) {
        List<String> destroys = new ArrayList<>();
        destroys.add("Cluster " + cloud.identity().name() + ", UUID "
                + cloud.identity().uuid() + ", stack " + cloud.identity().stackId() + ", created "
                + cloud.identity().createdAt() + ".");
        atRisk.forEach(each -> destroys.add(DataAtRisk.sentence(each)));
        destroys.add(
                "Any cluster that this run itself creates and that does not come up by its deadline, or that is a second one"
                        + " of the same request.");
        return List.copyOf(destroys);
    }
}
