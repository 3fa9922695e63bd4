// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

/** What a fleet file would say about the one cluster of these tests, {@code pythia} in the cloud {@code js2}. */
final class PythiaProfile {

    private PythiaProfile() {}

    static ClusterProfile of(@Nullable Shape shape, String... templates) {
        Duration hour = Duration.ofHours(1);
        return new ClusterProfile(
                "pythia",
                "js2",
                "pythia",
                shape,
                List.of(templates),
                List.of(),
                List.of(),
                Verification.of(key -> null),
                new Policy(
                        UpgradePolicy.WHEN_VIABLE,
                        TemplatePolicy.FITTING,
                        new ApprovalPolicy(false, List.of(), hour, 1, false, null),
                        new Deadlines(hour, hour, hour, hour, hour, hour, hour),
                        List.of(),
                        hour,
                        hour,
                        true,
                        RebuildPolicy.AFTER_TEARDOWN),
                List.of(
                        new CompatibilityRow("0.10.1", List.of("1.31.0"), "v1alpha7", true, "test", false),
                        new CompatibilityRow("0.16.0", List.of("1.33.2"), "v1beta1", false, "test", false)),
                null,
                null,
                TeardownLimits.USUAL,
                null,
                null);
    }
}
