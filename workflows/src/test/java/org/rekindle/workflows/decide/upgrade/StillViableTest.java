// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.decide.Sightings.cluster;
import static org.rekindle.workflows.decide.Sightings.diagnosis;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/** Before each upgrade of a ladder but the first, what time may have changed is asked again. */
final class StillViableTest {

    private static final Rung NEXT = rung(Samples.NEXT_MINOR, "v1.32.1");
    private static final Rung LAST = rung(Samples.FITTING, "v1.33.2");

    @Test
    void asItWasPlannedNothingSpeaksAgainstIt() {
        assertThat(StillViable.objection(cluster(), diagnosis(Condition.EXPIRING), null, NEXT))
                .isEmpty();
    }

    @Test
    void afterExpiryItIsTooLate() {
        assertThat(StillViable.objection(cluster(), diagnosis(Condition.EXPIRED), null, NEXT))
                .hasValueSatisfying(why -> assertThat(why).startsWith("The certificates have expired"));
    }

    @Test
    void aClusterThatSomebodyElseHasUpgradedFurtherDoesNotGoBack() {
        assertThat(StillViable.objection(
                        cluster("UPDATE_COMPLETE", Samples.FITTING, "v1.33.2"),
                        diagnosis(Condition.EXPIRING),
                        null,
                        NEXT))
                .hasValueSatisfying(why -> assertThat(why).contains("From v1.33.2 to v1.32.1 is a step back."));
    }

    @Test
    void aClusterThatSomebodyElseUpgradesIsLeftAlone() {
        assertThat(StillViable.objection(
                        cluster("UPDATE_IN_PROGRESS", Samples.CURRENT, "v1.31.0"),
                        diagnosis(Condition.EXPIRING),
                        null,
                        NEXT))
                .hasValueSatisfying(why -> assertThat(why).contains("UPDATE_IN_PROGRESS"));
    }

    @Test
    void anUpgradeThatReachedMagnumIsNoReasonAgainstItself() {
        assertThat(StillViable.objection(
                        cluster("UPDATE_IN_PROGRESS", Samples.NEXT_MINOR, "v1.31.0"),
                        diagnosis(Condition.EXPIRED),
                        null,
                        NEXT))
                .isEmpty();
    }

    @Test
    void theVersionThatTheLastHopReachedCountsThoughMagnumTellsItLater() {
        Optional<String> told = StillViable.objection(
                cluster("UPDATE_COMPLETE", Samples.NEXT_MINOR, "v1.31.0"), diagnosis(Condition.EXPIRING), NEXT, LAST);

        assertThat(told).isEmpty();
    }

    @Test
    void aClusterThatIsNoLongerWhereTheLastHopLeftItHasTheVersionThatMagnumTells() {
        assertThat(StillViable.objection(
                        cluster("UPDATE_COMPLETE", Samples.CURRENT, "v1.31.0"),
                        diagnosis(Condition.EXPIRING),
                        NEXT,
                        LAST))
                .hasValueSatisfying(why -> assertThat(why).contains("skips a minor version"));
    }

    private static Rung rung(Template template, String version) {
        return new Rung(template, version, "0.14.1", true, "It fits.", Basis.TABLE, Certainty.CERTAIN, List.of());
    }
}
