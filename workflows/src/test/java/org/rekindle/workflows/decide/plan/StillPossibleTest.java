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
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.CloudLogin;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.FlavorStock;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.RebuildFacts;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.observation.TemplateStock;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.PastTimes;

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
                .containsExactly(Reason.of(ReasonCode.BEING_CHANGED, "before", "CREATE_COMPLETE")
                        .with("now", status));
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
                .containsExactly(Reason.of(ReasonCode.UPGRADED_MEANWHILE));
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
                        changed("number of machines of the control plane", "1", "3"),
                        changed("flavor of the control plane", "m3.small", "m3.quad"),
                        Reason.of(ReasonCode.NODE_GROUP_CHANGED, "group", "default-worker")
                                .with("before", "1 × m3.small")
                                .with("now", "2 × m3.small"),
                        Reason.of(ReasonCode.NODE_GROUP_NEW, "group", "gpu")
                                .with("now", "1 × g3.large, from (not set) to 4"),
                        Reason.of(ReasonCode.NODE_GROUP_GONE, "group", "core")
                                .with("before", "1 × m3.quad, from 1 to 5"),
                        Reason.of(ReasonCode.NODE_GROUP_GONE, "group", "user-m3-large")
                                .with("before", "1 × m3.large, from 1 to 100"),
                        changed("keypair", "(not set)", "key"),
                        changed("fixed network", "auto_allocated_network", "(not set)"),
                        changed("fixed subnet", "(not set)", "subnet"),
                        changed("load balancer of the API", "false", "true"),
                        changed("use of floating IPs", "false", "(not set)"),
                        changed("label auto_scaling_enabled", "true", "(not set)"),
                        changed("label monitoring_enabled", "(not set)", "true"));
    }

    @Test
    void aTemplateThatIsGoneIsSaid() {
        assertThat(contradictions(OLD, List.of(Samples.NEXT_MINOR), List.of(), QUOTA))
                .containsExactly(noLonger(Reason.of(ReasonCode.TEMPLATE_NOT_VISIBLE)));
    }

    @Test
    void aTemplateOfAnotherVersionIsAnotherOne() {
        Template other = new Template(
                Samples.FITTING.uuid(), Samples.FITTING.name(), "image", "v1.33.9", "0.16.0", "calico", true);

        assertThat(contradictions(OLD, List.of(other, Samples.NEXT_MINOR), List.of(), QUOTA))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.TEMPLATE_NO_LONGER);
    }

    @Test
    void whatMagnumWouldRefuseNowIsSaid() {
        assertThat(contradictions(OLD, VISIBLE, List.of("its image is deactivated."), QUOTA))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.codes())
                        .containsExactly(
                                ReasonCode.TEMPLATE_NO_LONGER,
                                ReasonCode.CREATE_REFUSED,
                                ReasonCode.CREATE_TEMPLATE_FAULT));
    }

    @Test
    void aQuotaWithoutRoomIsSaid() {
        QuotaSighting full = new QuotaSighting(List.of(new QuotaLine("instances", 10, 10, 2, 4, 1)), List.of());

        assertThat(contradictions(OLD, VISIBLE, List.of(), full))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.QUOTA_LACKS);
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
                .extracting(Reason::code)
                .containsExactly(ReasonCode.QUOTA_LACKS);
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
                .containsExactly(Reason.of(ReasonCode.PLAN_WITHOUT_STATE));
        assertThat(StillPossible.contradictions(
                        PROFILE, copy(plan, null, true), read(OLD, VISIBLE, List.of(), QUOTA), NOW))
                .containsExactly(Reason.of(ReasonCode.PLAN_WITHOUT_SHAPE));
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
                .anyMatch(each -> each.startsWith("The templates to build from were "))
                .anyMatch(each -> each.startsWith("Found: The label "))
                .noneMatch(each -> each.contains("["));
        assertThat(PlanDifference.between(plan, copy(now, null, false))).isNotEmpty();
        assertThat(PlanDifference.between(copy(plan, null, false), now)).isNotEmpty();
    }

    private static Reason changed(String what, String before, String now) {
        return Reason.of(ReasonCode.SHAPE_CHANGED, "what", what)
                .with("before", before)
                .with("now", now);
    }

    private static Reason noLonger(Reason why) {
        return Reason.of(ReasonCode.TEMPLATE_NO_LONGER, "template", "t-133-0.16.0")
                .because(List.of(why));
    }

    private List<Reason> contradictions(
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
                new PlanInput(
                        visible,
                        new Inventory(List.of(), List.of()),
                        QUOTA,
                        PastTimes.NONE,
                        Set.of(),
                        List.of(),
                        create(visible, List.of()),
                        null,
                        List.of(),
                        null));
    }

    private static CloudCluster cluster(String status, String template, Shape shape) {
        return new CloudCluster(
                OLD.identity(),
                template,
                ClusterStatus.of(status),
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
                plan.upgrades(),
                plan.data(),
                plan.quota(),
                plan.humanToDos(),
                plan.approvals(),
                plan.signed(),
                plan.signedRequest(),
                plan.ticket(),
                plan.releases(),
                found ? plan.found() : null,
                plan.rescue());
    }
}
