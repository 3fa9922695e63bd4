// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

final class ShapeOfTest {

    private static final Shape WISHED = new Shape(
            3,
            "m3.large",
            List.of(new NodeGroupShape("default-worker", "m3.large", 2, 1, 4)),
            "key",
            "net",
            "subnet",
            true,
            true,
            Map.of("capi_helm_chart_version", "0.10.1", "auto_scaling_enabled", "true"));

    @Test
    void withoutAWishItIsBuiltAsItIs() {
        CloudCluster now = Sightings.cluster();

        assertThat(ShapeOf.wanted(Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)), now))
                .isEqualTo(now.shape());
    }

    @Test
    void aWishIsTakenWholeButForTheLabelThatMisleads() {
        Shape built = ShapeOf.wanted(
                Samples.withShape(Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)), WISHED),
                Sightings.cluster());

        assertThat(built).usingRecursiveComparison().ignoringFields("labels").isEqualTo(WISHED);
        assertThat(built.labels()).containsOnly(Map.entry("auto_scaling_enabled", "true"));
    }

    /** The report lists the labels, and must list them alike in every process. */
    @Test
    void theLabelsAreInTheOrderOfTheirNames() {
        Map<String, String> labels = new LinkedHashMap<>();
        List.of("zeta", "alpha", "mid", "beta").forEach(name -> labels.put(name, "1"));
        Shape wished = new Shape(1, null, List.of(), null, null, null, false, false, labels);

        assertThat(ShapeOf.wanted(
                                Samples.withShape(
                                        Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)),
                                        wished),
                                Sightings.cluster())
                        .labels()
                        .keySet())
                .containsExactly("alpha", "beta", "mid", "zeta");
    }
}
