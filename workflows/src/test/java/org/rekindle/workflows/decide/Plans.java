// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;

/** Plans as they are really made. */
final class Plans {

    private static final ClusterProfile PROFILE =
            Samples.profile(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED));

    private Plans() {}

    static RecoveryPlan rebuild() {
        return rebuild(PROFILE, List.of(new LeftOver("volume", "vol-1", "homes", true)));
    }

    static RecoveryPlan rebuildWithDataAtRisk() {
        return rebuild(PROFILE, List.of(new LeftOver("volume", "vol-1", "homes", false)));
    }

    static RecoveryPlan rebuildWithLabels(Map<String, String> labels) {
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

    static RecoveryPlan with(RecoveryPlan plan, Remedy remedy, boolean keepVolumes) {
        return new RecoveryPlan(
                plan.cluster(),
                plan.identity(),
                remedy,
                plan.diagnosis(),
                plan.upgradeTo(),
                plan.ladder(),
                plan.steps(),
                plan.destroys(),
                plan.dataAtRisk(),
                keepVolumes,
                plan.shape(),
                plan.decisions(),
                plan.madeAt());
    }

    private static RecoveryPlan rebuild(ClusterProfile profile, List<LeftOver> volumes) {
        return MakePlan.from(
                profile,
                Sightings.seen(Duration.ofHours(-23)),
                Sightings.diagnosis(Condition.EXPIRED),
                false,
                List.of(Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR, Samples.CURRENT),
                new Inventory(volumes, List.of()));
    }
}
