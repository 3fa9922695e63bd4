// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.cluster;
import static org.rekindle.workflows.fakes.Sightings.diagnosis;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.UpgradePolicy;

final class UpgradeLadderTest {

    private static final List<CandidateTemplate> JUDGED = Stream.of(
                    Samples.CURRENT, Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR)
            .map(template -> Compatibility.judge(template, Samples.TABLE, List.of()))
            .toList();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "WHEN_VIABLE, EXPIRING, t-132-0.14.1 t-133-0.16.0",
                "WHEN_VIABLE, EXPIRED,  none",
                "ALWAYS,      EXPIRING, t-132-0.14.1",
                "ALWAYS,      EXPIRED,  t-132-0.14.1",
                "NEVER,       EXPIRING, none",
                "NEVER,       EXPIRED,  none",
            })
    void thePolicyAndTheFactsDecide(UpgradePolicy policy, Condition condition, @Nullable String target) {
        List<CandidateTemplate> upgrades = choose(policy, condition, JUDGED).upgrades();

        assertThat(upgrades)
                .extracting(step -> step.template().name())
                .containsExactly(target == null ? new String[0] : target.split(" "));
    }

    @Test
    void everyTemplateThatIsPassedOverHasItsReason() {
        List<Decision> decisions =
                choose(UpgradePolicy.WHEN_VIABLE, Condition.EXPIRED, JUDGED).decisions();

        assertThat(decisions).hasSize(JUDGED.size() + 1);
        assertThat(decisions.get(decisions.size() - 1))
                .isEqualTo(Decision.of(StepId.UPGRADE, ChoiceCode.SKIPPED, Reason.of(ReasonCode.UPGRADE_NO_TEMPLATE)));
    }

    @Test
    void whoeverUpgradesAgainstTheFactsIsTold() {
        assertThat(choose(UpgradePolicy.ALWAYS, Condition.EXPIRED, JUDGED).decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.reasons())
                        .containsExactly(
                                Reason.of(ReasonCode.UPGRADE_AGAINST_FACTS),
                                Reason.of(ReasonCode.UPGRADE_CERTIFICATES_EXPIRED)));
    }

    @Test
    void evenAlwaysNeedsAnotherTemplate() {
        UpgradeLadder.Choice choice = choose(UpgradePolicy.ALWAYS, Condition.EXPIRING, JUDGED.subList(0, 1));

        assertThat(choice.upgrades()).isEmpty();
        assertThat(choice.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.rests(ReasonCode.UPGRADE_NO_OTHER_TEMPLATE))
                        .isTrue());
    }

    @Test
    void aRunTriesOneUpgradeOnly() {
        assertThat(UpgradeLadder.alreadyTried().upgrades()).isEmpty();
    }

    private static UpgradeLadder.Choice choose(
            UpgradePolicy policy, Condition condition, List<CandidateTemplate> judged) {
        return UpgradeLadder.choose(policy, cluster(), diagnosis(condition), judged, List.of(Samples.CURRENT), null);
    }
}
