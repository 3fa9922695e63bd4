// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.cluster;
import static org.rekindle.workflows.fakes.Sightings.diagnosis;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Before each upgrade of a ladder but the first, what time may have changed is asked again. */
final class StillViableTest {

    private static final CandidateTemplate NEXT = candidate(Samples.NEXT_MINOR, "v1.32.1");
    private static final CandidateTemplate LAST = candidate(Samples.FITTING, "v1.33.2");

    @Test
    void asItWasPlannedNothingSpeaksAgainstIt() {
        assertThat(StillViable.objections(cluster(), diagnosis(Condition.EXPIRING), null, NEXT))
                .isEmpty();
    }

    @Test
    void afterExpiryItIsTooLate() {
        assertThat(StillViable.objections(cluster(), diagnosis(Condition.EXPIRED), null, NEXT))
                .containsExactly(Reason.of(ReasonCode.UPGRADE_CERTIFICATES_EXPIRED));
    }

    @Test
    void aClusterThatSomebodyElseHasUpgradedFurtherDoesNotGoBack() {
        assertThat(StillViable.objections(
                        cluster("UPDATE_COMPLETE", Samples.FITTING, "v1.33.2"),
                        diagnosis(Condition.EXPIRING),
                        null,
                        NEXT))
                .containsExactly(Reason.of(ReasonCode.UPGRADE_VERSION_BACK, "from", "v1.33.2")
                        .with("to", "v1.32.1"));
    }

    @Test
    void aClusterThatSomebodyElseUpgradesIsLeftAlone() {
        assertThat(StillViable.objections(
                        cluster("UPDATE_IN_PROGRESS", Samples.CURRENT, "v1.31.0"),
                        diagnosis(Condition.EXPIRING),
                        null,
                        NEXT))
                .containsExactly(Reason.of(ReasonCode.UPGRADE_STATE_IN_PROGRESS, "status", "UPDATE_IN_PROGRESS"));
    }

    @Test
    void anUpgradeThatReachedMagnumIsNoReasonAgainstItself() {
        assertThat(StillViable.objections(
                        cluster("UPDATE_IN_PROGRESS", Samples.NEXT_MINOR, "v1.31.0"),
                        diagnosis(Condition.EXPIRED),
                        null,
                        NEXT))
                .isEmpty();
    }

    @Test
    void theVersionThatTheLastStepReachedCountsThoughMagnumTellsItLater() {
        List<Reason> told = StillViable.objections(
                cluster("UPDATE_COMPLETE", Samples.NEXT_MINOR, "v1.31.0"), diagnosis(Condition.EXPIRING), NEXT, LAST);

        assertThat(told).isEmpty();
    }

    @Test
    void aClusterThatIsNoLongerWhereTheLastStepLeftItHasTheVersionThatMagnumTells() {
        assertThat(StillViable.objections(
                        cluster("UPDATE_COMPLETE", Samples.CURRENT, "v1.31.0"),
                        diagnosis(Condition.EXPIRING),
                        NEXT,
                        LAST))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.UPGRADE_MINOR_SKIPPED);
    }

    private static CandidateTemplate candidate(Template template, String version) {
        return new CandidateTemplate(
                template,
                version,
                "0.14.1",
                true,
                List.of(Reason.of(ReasonCode.STANDING_CLUSTER_WOULD_SHOW)),
                Evidence.TABLE,
                Certainty.CERTAIN,
                List.of());
    }
}
