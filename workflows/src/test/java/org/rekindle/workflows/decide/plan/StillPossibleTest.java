// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.decide.Sightings;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudLogin;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.FlavorStock;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.RebuildFacts;
import org.rekindle.workflows.model.RecoveryPlan;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.TemplateStock;
import org.rekindle.workflows.model.UpgradePolicy;

/** What contradicts a sealed plan right before its delete, fact by fact. */
final class StillPossibleTest {

    private static final ClusterProfile PROFILE =
            Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING));
    private static final Instant NOW = Sightings.seen(Duration.ofHours(-1)).at();
    private static final List<Template> VISIBLE = List.of(Samples.FITTING, Samples.NEXT_MINOR);
    private static final CloudCluster OLD = Sightings.cluster();
    private static final QuotaSighting QUOTA =
            new QuotaSighting(List.of(new QuotaLine("instances", 10, 4, 4, 4, 1)), List.of());

    private final RecoveryPlan plan = plan(OLD, VISIBLE);

    @Test
    void whereAllIsAsItWasNothingContradicts() {
        assertThat(plan.remedy()).isEqualTo(Remedy.REBUILD);
        assertThat(contradictions(OLD, VISIBLE, List.of(), QUOTA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"})
    void aClusterThatSomebodyChangesIsLeftAlone(String status) {
        assertThat(contradictions(cluster(status, OLD.templateId(), OLD.shape()), VISIBLE, List.of(), QUOTA))
                .containsExactly(
                        "The cluster was CREATE_COMPLETE and is " + status + ": somebody changes it right now.");
    }

    @Test
    void anotherCompleteStatusIsNoChange() {
        assertThat(contradictions(cluster("UPDATE_COMPLETE", OLD.templateId(), OLD.shape()), VISIBLE, List.of(), QUOTA))
                .isEmpty();
    }

    @Test
    void aPlanThatWasMadeOfAHangingUpdateStandsWhileItHangs() {
        CloudCluster hanging = cluster("UPDATE_IN_PROGRESS", OLD.templateId(), OLD.shape());

        assertThat(StillPossible.contradictions(
                        PROFILE, plan(hanging, VISIBLE), read(hanging, VISIBLE, List.of(), QUOTA), NOW))
                .isEmpty();
    }

    @Test
    void anUpgradeIsSaid() {
        assertThat(contradictions(
                        cluster("UPDATE_COMPLETE", Samples.NEXT_MINOR.uuid(), OLD.shape()), VISIBLE, List.of(), QUOTA))
                .containsExactly("The cluster was upgraded to another template.");
    }

    @Test
    void everyPartOfTheShapeIsCompared() {
        Shape other = new Shape(
                3,
                "m3.quad",
                List.of(
                        new NodeGroupShape("default-worker", "m3.small", 2, null, null),
                        new NodeGroupShape("gpu", "g3.large", 1, null, 4)),
                "key",
                null,
                "subnet",
                true,
                null,
                Map.of("monitoring_enabled", "true"));

        assertThat(contradictions(cluster("CREATE_COMPLETE", OLD.templateId(), other), VISIBLE, List.of(), QUOTA))
                .containsExactly(
                        "The number of machines of the control plane was 1 and is 3.",
                        "The flavor of the control plane was m3.small and is m3.quad.",
                        "The node group default-worker was 1 × m3.small and is 2 × m3.small.",
                        "The node group gpu is new: 1 × g3.large, from (not set) to 4.",
                        "The node group core is there no longer; it was 1 × m3.quad, from 1 to 5.",
                        "The node group user-m3-large is there no longer; it was 1 × m3.large, from 1 to 100.",
                        "The keypair was (not set) and is key.",
                        "The fixed network was auto_allocated_network and is (not set).",
                        "The fixed subnet was (not set) and is subnet.",
                        "The load balancer of the API was false and is true.",
                        "The use of floating IPs was false and is (not set).",
                        "The label auto_scaling_enabled was true and is (not set).",
                        "The label monitoring_enabled was (not set) and is true.");
    }

    @Test
    void aTemplateThatIsGoneIsSaid() {
        assertThat(contradictions(OLD, List.of(Samples.NEXT_MINOR), List.of(), QUOTA))
                .singleElement()
                .asString()
                .startsWith("The template t-133-0.16.0 is no longer what the plan builds from: ");
    }

    @Test
    void aTemplateOfAnotherVersionIsAnotherOne() {
        Template other = new Template(
                Samples.FITTING.uuid(), Samples.FITTING.name(), "image", "v1.33.9", "0.16.0", "calico", true);

        assertThat(contradictions(OLD, List.of(other, Samples.NEXT_MINOR), List.of(), QUOTA))
                .singleElement()
                .asString()
                .startsWith("The template t-133-0.16.0 is no longer what the plan builds from: ");
    }

    @Test
    void whatMagnumWouldRefuseNowIsSaid() {
        assertThat(contradictions(OLD, VISIBLE, List.of("its image is deactivated."), QUOTA))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each)
                        .contains(
                                "is no longer what the plan builds from: Magnum would refuse the create: Of the template")
                        .contains("its image is deactivated."));
    }

    @Test
    void aQuotaWithoutRoomIsSaid() {
        QuotaSighting full = new QuotaSighting(List.of(new QuotaLine("instances", 10, 10, 2, 4, 1)), List.of());

        assertThat(contradictions(OLD, VISIBLE, List.of(), full))
                .singleElement()
                .asString()
                .startsWith("The quota has no room for the new cluster: ");
        assertThat(StillPossible.contradictions(
                        PROFILE,
                        Plans.with(plan, Remedy.REBUILD_BESIDE, true),
                        read(
                                OLD,
                                VISIBLE,
                                List.of(),
                                new QuotaSighting(List.of(new QuotaLine("instances", 10, 8, 4, 4, 1)), List.of())),
                        NOW))
                .as("beside the old one")
                .singleElement()
                .asString()
                .startsWith("The quota has no room for the new cluster: ");
    }

    @Test
    void whatThePlanKnewAndNothingTellsNowIsNotFine() {
        assertThat(StillPossible.nowUnknown(plan, new QuotaSighting(List.of(), List.of("Nova is silent."))))
                .containsExactly("instances");
        assertThat(StillPossible.nowUnknown(plan, QUOTA)).isEmpty();
    }

    @Test
    void aPlanThatDoesNotSayWhatWasFoundNeverHolds() {
        assertThat(StillPossible.contradictions(
                        PROFILE, copy(plan, plan.shape(), false), read(OLD, VISIBLE, List.of(), QUOTA), NOW))
                .containsExactly("The plan does not say what the cluster was like when it was made.");
        assertThat(StillPossible.contradictions(
                        PROFILE, copy(plan, null, true), read(OLD, VISIBLE, List.of(), QUOTA), NOW))
                .containsExactly("The plan says nothing of the shape to build.");
    }

    @Test
    void aNewPlanSaysInWordsWhatItFoundOtherwise() {
        CloudCluster other = cluster(
                "UPDATE_COMPLETE",
                Samples.NEXT_MINOR.uuid(),
                Plans.rebuildWithLabels(Map.of("a", "1")).shape());
        RecoveryPlan now = plan(other, List.of(Samples.NEXT_MINOR));

        assertThat(PlanDifference.between(plan, now))
                .contains("Magnum's status was CREATE_COMPLETE and is UPDATE_COMPLETE.")
                .anyMatch(each -> each.startsWith("The templates to build from was "))
                .anyMatch(each -> each.startsWith("Found: The label "))
                .noneMatch(each -> each.contains("["));
        assertThat(PlanDifference.between(plan, copy(now, null, false))).isNotEmpty();
        assertThat(PlanDifference.between(copy(plan, null, false), now)).isNotEmpty();
    }

    private List<String> contradictions(
            CloudCluster old, List<Template> visible, List<String> faults, QuotaSighting quota) {
        return StillPossible.contradictions(PROFILE, plan, read(old, visible, faults, quota), NOW);
    }

    private static RebuildFacts read(
            CloudCluster old, List<Template> visible, List<String> faults, QuotaSighting quota) {
        return new RebuildFacts(old, visible, create(visible, faults), quota);
    }

    private static CreateFacts create(List<Template> visible, List<String> faults) {
        List<TemplateStock> templates = new ArrayList<>();
        visible.forEach(each -> templates.add(
                new TemplateStock(each.uuid(), each.name(), "m3.small", "m3.small", false, Map.of(), faults)));
        return new CreateFacts(
                templates,
                List.of(
                        new FlavorStock("m3.small", 2, 6144, 20),
                        new FlavorStock("m3.quad", 4, 15360, 20),
                        new FlavorStock("m3.large", 16, 61440, 60)),
                List.of(),
                List.of("auto_allocated_network"),
                List.of(),
                14,
                new CloudLogin(null, null, false, List.of("member")));
    }

    private static RecoveryPlan plan(CloudCluster cloud, List<Template> visible) {
        return MakePlan.from(
                PROFILE,
                Sightings.seen(
                        cloud,
                        Sightings.seen(Duration.ofHours(-1)).certificate(),
                        Sightings.seen(Duration.ofHours(-1)).api(),
                        null),
                Sightings.diagnosis(Condition.EXPIRED),
                new PlanFacts(
                        visible,
                        new Inventory(List.of(), List.of()),
                        QUOTA,
                        PastTimes.NONE,
                        Set.of(),
                        List.of(),
                        create(visible, List.of()),
                        null));
    }

    private static CloudCluster cluster(String status, String template, Shape shape) {
        return new CloudCluster(
                OLD.identity(),
                template,
                status,
                null,
                OLD.healthStatus(),
                Map.of(),
                OLD.apiAddress(),
                OLD.kubernetesVersion(),
                shape,
                null,
                null);
    }

    private static RecoveryPlan copy(RecoveryPlan plan, @Nullable Shape shape, boolean found) {
        return new RecoveryPlan(
                plan.cluster(),
                plan.identity(),
                plan.remedy(),
                plan.diagnosis(),
                plan.upgradeTo(),
                plan.ladder(),
                plan.steps(),
                plan.destroys(),
                plan.dataAtRisk(),
                plan.keepVolumes(),
                shape,
                plan.decisions(),
                plan.madeAt(),
                plan.hops(),
                plan.data(),
                plan.quota(),
                plan.humanToDos(),
                plan.approvals(),
                plan.ticket(),
                plan.releases(),
                found ? plan.found() : null);
    }
}
