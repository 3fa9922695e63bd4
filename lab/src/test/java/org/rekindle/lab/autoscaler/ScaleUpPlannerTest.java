// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScaleUpPlannerTest {
    private static final long GIB = 1L << 30;
    private static final ScalableGroup CORE = group("core", 1, 5, 4, 15, List.of());
    private static final ScalableGroup USER = group("user", 1, 10, 16, 60, List.of());
    private static final List<ScalableGroup> GROUPS = List.of(CORE, USER);
    private static final Map<String, GroupSize> ONE_EACH =
            Map.of("core", new GroupSize(1, 0, 1), "user", new GroupSize(1, 0, 1));

    @Test
    void nothingIsPlannedWithoutPods() {
        ScaleUpPlan plan = ScaleUpPlanner.plan(List.of(), List.of(), GROUPS, ONE_EACH);
        assertThat(plan.increase()).isEmpty();
        assertThat(plan.refused()).isEmpty();
    }

    @Test
    void theGroupThatFitsIsMadeLarger() {
        PodDemand pod = pod("big", 10, 20, Map.of());
        ScaleUpPlan plan = ScaleUpPlanner.plan(List.of(pod), List.of(), GROUPS, ONE_EACH);
        assertThat(plan.increase())
                .hasValueSatisfying(increase -> assertThat(increase.message())
                        .isEqualTo("pod triggered scale-up: [{MachineDeployment/ns/stack-user 1->2 (max: 10)}]"));
        assertThat(plan.triggered()).containsExactly(pod);
        assertThat(plan.refused()).isEmpty();
    }

    @Test
    void asManyNodesAreMadeAsThePodsNeed() {
        List<PodDemand> pods = List.of(pod("a", 10, 1, Map.of()), pod("b", 10, 1, Map.of()), pod("c", 6, 1, Map.of()));
        ScaleUpPlan plan = ScaleUpPlanner.plan(pods, List.of(), GROUPS, ONE_EACH);
        assertThat(plan.increase())
                .hasValueSatisfying(increase -> assertThat(increase.to()).isEqualTo(3));
        assertThat(plan.triggered()).hasSize(3);
    }

    @Test
    void theSelectorDecidesBetweenGroups() {
        PodDemand pod = pod("small", 1, 1, Map.of(Autoscaler.GROUP_LABEL, "user"));
        assertThat(ScaleUpPlanner.plan(List.of(pod), List.of(), GROUPS, ONE_EACH)
                        .increase())
                .hasValueSatisfying(increase -> assertThat(increase.group()).isEqualTo(USER));
    }

    @Test
    void smallNodesArePreferredWhereBothFit() {
        assertThat(ScaleUpPlanner.plan(List.of(pod("small", 1, 1, Map.of())), List.of(), GROUPS, ONE_EACH)
                        .increase())
                .hasValueSatisfying(increase -> assertThat(increase.group()).isEqualTo(CORE));
    }

    @Test
    void aPodThatFitsANodeOnItsWayWaits() {
        Map<String, GroupSize> sizes = Map.of("core", new GroupSize(1, 0, 1), "user", new GroupSize(1, 1, 2));
        ScaleUpPlan plan = ScaleUpPlanner.plan(List.of(pod("big", 10, 20, Map.of())), List.of(), GROUPS, sizes);
        assertThat(plan.increase()).isEmpty();
        assertThat(plan.refused()).isEmpty();
    }

    @Test
    void aPodThatFitsAnExistingNodeWaitsForTheScheduler() {
        ScaleUpPlan plan =
                ScaleUpPlanner.plan(List.of(pod("big", 10, 20, Map.of())), List.of(USER.template()), GROUPS, ONE_EACH);
        assertThat(plan.increase()).isEmpty();
        assertThat(plan.refused()).isEmpty();
    }

    @Test
    void aPodThatRulesOutTheExistingNodesGetsANewOne() {
        NodeTemplate taken = new NodeTemplate(
                16_000L,
                60 * GIB,
                110,
                Map.of(Autoscaler.GROUP_LABEL, "user", "kubernetes.io/hostname", "user-1"),
                List.of());
        PodDemand picky = new PodDemand("default", "picky", "uid", 8000, GIB, Map.of(), List.of(), Set.of("user-1"));
        assertThat(ScaleUpPlanner.plan(List.of(picky), List.of(taken), GROUPS, ONE_EACH)
                        .increase())
                .hasValueSatisfying(increase -> assertThat(increase.group()).isEqualTo(USER));
    }

    @Test
    void theMaximumIsKeptAndNamed() {
        Map<String, GroupSize> sizes = Map.of("core", new GroupSize(1, 0, 1), "user", new GroupSize(10, 0, 10));
        PodDemand pod = pod("big", 10, 20, Map.of());
        ScaleUpPlan plan = ScaleUpPlanner.plan(List.of(pod), List.of(), GROUPS, sizes);
        assertThat(plan.increase()).isEmpty();
        assertThat(plan.refused())
                .containsEntry(
                        pod,
                        "pod didn't trigger scale-up: 1 Insufficient cpu, 1 Insufficient memory, "
                                + "1 max node group size reached");
    }

    @Test
    void theLastNodeBelowTheMaximumIsStillMade() {
        Map<String, GroupSize> sizes = Map.of("core", new GroupSize(1, 0, 1), "user", new GroupSize(9, 0, 9));
        List<PodDemand> pods = List.of(pod("a", 10, 1, Map.of()), pod("b", 10, 1, Map.of()));
        ScaleUpPlan plan = ScaleUpPlanner.plan(pods, List.of(), GROUPS, sizes);
        assertThat(plan.increase())
                .hasValueSatisfying(increase -> assertThat(increase.to()).isEqualTo(10));
        assertThat(plan.triggered()).extracting(PodDemand::name).containsExactly("a");
    }

    @Test
    void aSelectorThatNoGroupHasIsNamed() {
        PodDemand pod = pod("lost", 1, 1, Map.of("hub.jupyter.org/node-purpose", "user"));
        assertThat(ScaleUpPlanner.plan(List.of(pod), List.of(), GROUPS, ONE_EACH)
                        .refused())
                .containsEntry(pod, "pod didn't trigger scale-up: 2 node(s) didn't match Pod's node affinity/selector");
    }

    @Test
    void taintsKeepPodsAwayUnlessTheyAreTolerated() {
        Taint taint = new TaintBuilder()
                .withKey("dedicated")
                .withValue("gpu")
                .withEffect("NoSchedule")
                .build();
        ScalableGroup tainted = group("gpu", 0, 3, 16, 60, List.of(taint));
        PodDemand shy = pod("shy", 1, 1, Map.of());
        assertThat(ScaleUpPlanner.plan(List.of(shy), List.of(), List.of(tainted), Map.of())
                        .refused())
                .containsEntry(shy, "pod didn't trigger scale-up: 1 node(s) had untolerated taint {dedicated: gpu}");

        Toleration toleration = new TolerationBuilder()
                .withKey("dedicated")
                .withOperator("Equal")
                .withValue("gpu")
                .build();
        PodDemand brave = new PodDemand("default", "brave", "uid", 1000, GIB, Map.of(), List.of(toleration), Set.of());
        assertThat(ScaleUpPlanner.plan(List.of(brave), List.of(), List.of(tainted), Map.of())
                        .increase())
                .hasValueSatisfying(increase -> assertThat(increase.from()).isZero());
    }

    private static ScalableGroup group(String name, int min, int max, int cpus, int gib, List<Taint> taints) {
        NodeTemplate template =
                new NodeTemplate(cpus * 1000L, gib * GIB, 110, Map.of(Autoscaler.GROUP_LABEL, name), taints);
        return new ScalableGroup(name, "MachineDeployment/ns/stack-" + name, min, max, template);
    }

    private static PodDemand pod(String name, int cpus, int gib, Map<String, String> selector) {
        return new PodDemand("default", name, "uid-" + name, cpus * 1000L, gib * GIB, selector, List.of(), Set.of());
    }
}
