// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.API_EXPIRED;
import static org.rekindle.workflows.fakes.Sightings.certificateThatEndsIn;
import static org.rekindle.workflows.fakes.Sightings.diagnosis;
import static org.rekindle.workflows.fakes.Sightings.seen;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.Sightings;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.PastTimes;

final class MakePlanTest {

    private static final List<Template> ALL =
            List.of(Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR, Samples.CURRENT);
    private static final Inventory NO_VOLUMES = new Inventory(List.of(), List.of());

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "HEALTHY,          WHEN_VIABLE, NOTHING,       none",
                "NOT_YET_VALID,    ALWAYS,      HAND_TO_HUMAN, none",
                "UNREACHABLE,      ALWAYS,      HAND_TO_HUMAN, none",
                "BROKEN_OTHERWISE, ALWAYS,      HAND_TO_HUMAN, none",
                "EXPIRING,         WHEN_VIABLE, UPGRADE,       t-132-0.14.1",
                "EXPIRING,         ALWAYS,      UPGRADE,       t-132-0.14.1",
                "EXPIRING,         NEVER,       HAND_TO_HUMAN, none",
                "EXPIRED,          WHEN_VIABLE, REBUILD,       none",
                "EXPIRED,          ALWAYS,      REBUILD,       t-132-0.14.1",
                "EXPIRED,          NEVER,       REBUILD,       none",
            })
    void theConditionAndThePolicyDecide(
            Condition condition, UpgradePolicy policy, Remedy remedy, @Nullable String upgradeTo) {
        RecoveryPlan plan = plan(condition, policy, false, ALL, NO_VOLUMES);

        assertThat(plan.remedy()).isEqualTo(remedy);
        assertThat(plan.upgradeTo() == null ? null : plan.upgradeTo().template().name())
                .isEqualTo(upgradeTo);
        assertThat(plan.decisions()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void onlyExpiryDestroys(Condition condition) {
        for (UpgradePolicy policy : UpgradePolicy.values()) {
            for (boolean tried : new boolean[] {true, false}) {
                RecoveryPlan plan = plan(condition, policy, tried, ALL, NO_VOLUMES);
                if (condition == Condition.EXPIRED) {
                    assertThat(plan.remedy()).isEqualTo(Remedy.REBUILD);
                    assertThat(plan.shape()).isNotNull();
                    assertThat(plan.destroys())
                            .first()
                            .asString()
                            .contains(Sightings.IDENTITY.uuid().value());
                } else {
                    assertThat(plan.remedy()).isNotEqualTo(Remedy.REBUILD);
                    assertThat(plan.destroys()).isEmpty();
                    assertThat(plan.ladder()).isEmpty();
                    assertThat(plan.shape()).isNull();
                }
            }
        }
    }

    @Test
    void nothingIsTornDownThatCannotBeBuiltAgain() {
        RecoveryPlan plan =
                plan(Condition.EXPIRED, UpgradePolicy.WHEN_VIABLE, false, List.of(Samples.DOOMED), NO_VOLUMES);

        assertThat(plan.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(plan.destroys()).isEmpty();
        assertThat(plan.decisions().get(plan.decisions().size() - 1).rests(ReasonCode.NO_REMEDY_LEFT))
                .isTrue();
    }

    @Test
    void aClusterThatMagnumDoesNotKnowIsHandedOver() {
        Observation seen = seen(null, certificateThatEndsIn(Duration.ofHours(-1)), API_EXPIRED, null);
        RecoveryPlan plan = MakePlan.from(
                Samples.profile(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED)),
                seen,
                diagnosis(Condition.EXPIRED),
                new PlanInput(ALL, NO_VOLUMES, null, PastTimes.NONE, Set.of()));

        assertThat(plan.remedy()).isEqualTo(Remedy.HAND_TO_HUMAN);
        assertThat(plan.identity()).isNull();
    }

    @Test
    void anUpgradeIsPlannedOncePerRun() {
        assertThat(plan(Condition.EXPIRED, UpgradePolicy.ALWAYS, true, ALL, NO_VOLUMES)
                        .upgradeTo())
                .isNull();
    }

    @Test
    void everyStepIsNamedInOrder() {
        RecoveryPlan plan = plan(Condition.EXPIRED, UpgradePolicy.ALWAYS, false, ALL, NO_VOLUMES);

        assertThat(plan.steps())
                .extracting(PlannedStep::name)
                .containsExactly("upgrade", "approval", "tear down", "rebuild", "redeploy", "verify");
    }

    @Test
    void whatIsAtRiskIsNamed() {
        Inventory volumes = new Inventory(
                List.of(
                        new LeftOver(ResourceType.VOLUME, "vol-1", "homes", true),
                        new LeftOver(ResourceType.VOLUME, "vol-2", "scratch", false)),
                List.of("Cinder snapshots: 403"));
        RecoveryPlan plan = plan(Condition.EXPIRED, UpgradePolicy.NEVER, false, ALL, volumes);

        assertThat(plan.dataAtRisk()).hasSize(2);
        assertThat(plan.destroys()).noneSatisfy(sentence -> assertThat(sentence).contains("vol-"));
        assertThat(plan.decisions())
                .filteredOn(decision -> decision.step() == StepId.VOLUMES)
                .extracting(Decision::choice)
                .containsExactly(ChoiceCode.KEPT, ChoiceCode.PROTECTED_FIRST, ChoiceCode.NOT_KNOWN);
        assertThat(plan.steps())
                .extracting(PlannedStep::name)
                .containsExactly("protect volumes", "approval", "tear down", "rebuild", "redeploy", "verify");
    }

    private static RecoveryPlan plan(
            Condition condition, UpgradePolicy policy, boolean tried, List<Template> visible, Inventory volumes) {
        return MakePlan.from(
                Samples.profile(Samples.policy(policy, TemplatePolicy.FITTING)),
                seen(Duration.ofDays(condition == Condition.EXPIRED ? -1 : 1)),
                diagnosis(condition),
                new PlanInput(visible, volumes, null, PastTimes.NONE, tried ? EnumSet.of(Remedy.UPGRADE) : Set.of()));
    }
}
