// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.cluster;
import static org.rekindle.workflows.decide.Sightings.diagnosis;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.UpgradePolicy;

final class UpgradeChoiceTest {

    private static final List<Rung> JUDGED = Stream.of(
                    Samples.CURRENT, Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR)
            .map(template -> Compatibility.judge(template, Samples.TABLE))
            .toList();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "WHEN_VIABLE, EXPIRING, t-132-0.14.1",
                "WHEN_VIABLE, EXPIRED,  none",
                "ALWAYS,      EXPIRING, t-132-0.14.1",
                "ALWAYS,      EXPIRED,  t-132-0.14.1",
                "NEVER,       EXPIRING, none",
                "NEVER,       EXPIRED,  none",
            })
    void thePolicyAndTheFactsDecide(UpgradePolicy policy, Condition condition, @Nullable String target) {
        Rung chosen = UpgradeChoice.choose(policy, cluster(), diagnosis(condition), JUDGED)
                .target();

        assertThat(chosen == null ? null : chosen.template().name()).isEqualTo(target);
    }

    @Test
    void everyTemplateThatIsPassedOverHasItsReason() {
        List<Decision> decisions = UpgradeChoice.choose(
                        UpgradePolicy.WHEN_VIABLE, cluster(), diagnosis(Condition.EXPIRED), JUDGED)
                .decisions();

        assertThat(decisions).hasSize(JUDGED.size() + 1);
        assertThat(decisions.get(decisions.size() - 1).why()).contains("No allowed template");
    }

    @Test
    void whoeverUpgradesAgainstTheFactsIsTold() {
        assertThat(UpgradeChoice.choose(UpgradePolicy.ALWAYS, cluster(), diagnosis(Condition.EXPIRED), JUDGED)
                        .decisions())
                .singleElement()
                .satisfies(
                        decision -> assertThat(decision.why()).contains("against these facts", "the workers are lost"));
    }

    @Test
    void evenAlwaysNeedsAnotherTemplate() {
        UpgradeChoice.Choice choice = UpgradeChoice.choose(
                UpgradePolicy.ALWAYS, cluster(), diagnosis(Condition.EXPIRING), JUDGED.subList(0, 1));

        assertThat(choice.target()).isNull();
        assertThat(choice.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.why()).contains("no other template"));
    }

    @Test
    void aRunTriesOneUpgradeOnly() {
        assertThat(UpgradeChoice.alreadyTried().target()).isNull();
    }
}
