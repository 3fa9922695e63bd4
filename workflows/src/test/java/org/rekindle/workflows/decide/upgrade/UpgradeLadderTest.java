// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.cluster;
import static org.rekindle.workflows.decide.Sightings.diagnosis;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.UpgradePolicy;

final class UpgradeLadderTest {

    private static final List<Rung> JUDGED = Stream.of(
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
        List<Rung> hops = choose(policy, condition, JUDGED).hops();

        assertThat(hops)
                .extracting(hop -> hop.template().name())
                .containsExactly(target == null ? new String[0] : target.split(" "));
    }

    @Test
    void everyTemplateThatIsPassedOverHasItsReason() {
        List<Decision> decisions =
                choose(UpgradePolicy.WHEN_VIABLE, Condition.EXPIRED, JUDGED).decisions();

        assertThat(decisions).hasSize(JUDGED.size() + 1);
        assertThat(decisions.get(decisions.size() - 1).why()).contains("No allowed template");
    }

    @Test
    void whoeverUpgradesAgainstTheFactsIsTold() {
        assertThat(choose(UpgradePolicy.ALWAYS, Condition.EXPIRED, JUDGED).decisions())
                .singleElement()
                .satisfies(
                        decision -> assertThat(decision.why()).contains("against these facts", "the workers are lost"));
    }

    @Test
    void evenAlwaysNeedsAnotherTemplate() {
        UpgradeLadder.Choice choice = choose(UpgradePolicy.ALWAYS, Condition.EXPIRING, JUDGED.subList(0, 1));

        assertThat(choice.hops()).isEmpty();
        assertThat(choice.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.why()).contains("no other template"));
    }

    @Test
    void aRunTriesOneUpgradeOnly() {
        assertThat(UpgradeLadder.alreadyTried().hops()).isEmpty();
    }

    private static UpgradeLadder.Choice choose(UpgradePolicy policy, Condition condition, List<Rung> judged) {
        return UpgradeLadder.choose(policy, cluster(), diagnosis(condition), judged, List.of(Samples.CURRENT), null);
    }
}
