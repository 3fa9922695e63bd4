// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.model.fleet.HelmStep;
import org.rekindle.workflows.model.fleet.HumanStep;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

class RescueScopeTest {

    @Test
    void aRescueLooksIntoTheNamespaceOfEachReleaseOnce() {
        ClusterProfile profile = profile(helm("support", "support"), helm("hub", "hubs"), helm("binder", "hubs"));

        assertThat(RescueScope.namespaces(profile)).containsExactly("support", "hubs");
        assertThat(RescueScope.namespaces(profile(new HumanStep("names", "Set them."))))
                .isEmpty();
    }

    @Test
    void aNamespaceThatIsNamedIsLookedIntoBesideThoseOfTheReleases() {
        ClusterProfile profile = naming(List.of("hubs", "support"), helm("support", "support"));

        assertThat(RescueScope.namespaces(profile)).containsExactly("support", "hubs");
    }

    /** What a command installs into a release's namespace is not that release's. */
    @Test
    void noOwnerIsKnownInANamespaceThatIsNamed() {
        ClusterProfile profile =
                naming(List.of("hubs", "support"), helm("support", "support"), helm("ingress", "ingress"));

        assertThat(RescueScope.releases(profile)).isEqualTo(Map.of("ingress", "ingress"));
    }

    @Test
    void theOwnerIsKnownWhereANamespaceHasOneRelease() {
        ClusterProfile profile = profile(helm("support", "support"), helm("hub", "hubs"), helm("binder", "hubs"));

        assertThat(RescueScope.releases(profile)).isEqualTo(Map.of("support", "support"));
    }

    private static ClusterProfile profile(DeployStep... steps) {
        return Samples.withSteps(
                Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)),
                List.of(),
                Arrays.asList(steps));
    }

    private static ClusterProfile naming(List<String> namespaces, DeployStep... steps) {
        return Samples.withRescue(profile(steps), new Rescue(List.of(), namespaces));
    }

    private static HelmStep helm(String name, String namespace) {
        return new HelmStep(
                new Release(name, namespace, "/charts/" + name, null, null, List.of(), Duration.ofMinutes(10), null));
    }
}
