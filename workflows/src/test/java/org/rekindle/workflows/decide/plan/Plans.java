// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.PastTimes;

/** Plans as they are really made. */
public final class Plans {

    private static final ClusterProfile PROFILE =
            Samples.profile(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED));

    private Plans() {}

    public static RecoveryPlan rebuild() {
        return rebuild(PROFILE, List.of(new LeftOver(ResourceType.VOLUME, "vol-1", "homes", true)));
    }

    public static RecoveryPlan rebuildWithDataAtRisk() {
        return rebuild(PROFILE, List.of(new LeftOver(ResourceType.VOLUME, "vol-1", "homes", false)));
    }

    public static RecoveryPlan rebuildWithLabels(Map<String, String> labels) {
        Shape shape = Samples.shape();
        return rebuild(
                Samples.withShape(
                        PROFILE,
                        new Shape(
                                shape.masterCount(),
                                shape.masterFlavor(),
                                shape.nodeGroups(),
                                shape.keypair(),
                                shape.fixedNetwork(),
                                shape.fixedSubnet(),
                                shape.masterLoadBalancer(),
                                shape.floatingIp(),
                                labels)),
                List.of());
    }

    public static RecoveryPlan with(RecoveryPlan plan, Remedy remedy, boolean keepVolumes) {
        return copy(plan, remedy, keepVolumes, plan.steps(), plan.approvals());
    }

    public static RecoveryPlan with(RecoveryPlan plan, Condition condition) {
        return copy(
                plan,
                plan.remedy(),
                plan.keepVolumes(),
                plan.steps(),
                plan.approvals(),
                Sightings.diagnosis(condition));
    }

    public static RecoveryPlan withApprovals(RecoveryPlan plan, int approvals) {
        return copy(plan, plan.remedy(), plan.keepVolumes(), plan.steps(), approvals);
    }

    /** As it is made where the fleet file has keys. */
    public static RecoveryPlan signed(RecoveryPlan plan) {
        return copy(plan, plan.remedy(), plan.keepVolumes(), plan.steps(), plan.approvals(), plan.diagnosis(), true);
    }

    public static RecoveryPlan withoutSteps(RecoveryPlan plan) {
        return copy(plan, plan.remedy(), plan.keepVolumes(), List.of(), plan.approvals());
    }

    public static RecoveryPlan withoutTemplates(RecoveryPlan plan) {
        return new RecoveryPlan(
                plan.cluster(),
                plan.identity(),
                plan.remedy(),
                plan.diagnosis(),
                null,
                List.of(),
                plan.steps(),
                plan.destroys(),
                plan.dataAtRisk(),
                plan.keepVolumes(),
                plan.shape(),
                plan.decisions(),
                plan.madeAt(),
                List.of(),
                plan.data(),
                plan.quota(),
                plan.humanToDos(),
                plan.approvals(),
                plan.signed(),
                plan.signedRequest(),
                plan.ticket(),
                plan.releases(),
                plan.found(),
                plan.rescue());
    }

    private static RecoveryPlan copy(
            RecoveryPlan plan, Remedy remedy, boolean keepVolumes, List<PlannedStep> steps, int approvals) {
        return copy(plan, remedy, keepVolumes, steps, approvals, plan.diagnosis());
    }

    private static RecoveryPlan copy(
            RecoveryPlan plan,
            Remedy remedy,
            boolean keepVolumes,
            List<PlannedStep> steps,
            int approvals,
            Diagnosis diagnosis) {
        return copy(plan, remedy, keepVolumes, steps, approvals, diagnosis, plan.signed());
    }

    private static RecoveryPlan copy(
            RecoveryPlan plan,
            Remedy remedy,
            boolean keepVolumes,
            List<PlannedStep> steps,
            int approvals,
            Diagnosis diagnosis,
            boolean signed) {
        return new RecoveryPlan(
                plan.cluster(),
                plan.identity(),
                remedy,
                diagnosis,
                plan.upgradeTo(),
                plan.ladder(),
                steps,
                plan.destroys(),
                plan.dataAtRisk(),
                keepVolumes,
                plan.shape(),
                plan.decisions(),
                plan.madeAt(),
                plan.upgrades(),
                plan.data(),
                plan.quota(),
                plan.humanToDos(),
                approvals,
                signed,
                plan.signedRequest(),
                plan.ticket(),
                plan.releases(),
                plan.found(),
                plan.rescue());
    }

    private static RecoveryPlan rebuild(ClusterProfile profile, List<LeftOver> volumes) {
        return MakePlan.from(
                profile,
                Sightings.seen(Duration.ofHours(-23)),
                Sightings.diagnosis(Condition.EXPIRED),
                new PlanInput(
                        List.of(Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR, Samples.CURRENT),
                        new Inventory(volumes, List.of()),
                        null,
                        PastTimes.NONE,
                        Set.of()));
    }
}
