// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;

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
}
