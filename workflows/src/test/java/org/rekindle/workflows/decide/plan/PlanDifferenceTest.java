// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;

final class PlanDifferenceTest {

    private final RecoveryPlan plan = Plans.rebuild();

    @Test
    void twoPlansOfTheSameDoNotDiffer() {
        assertThat(PlanDifference.between(plan, Plans.withoutSteps(plan))).isEmpty();
    }

    @Test
    void anotherRemedyIsSaid() {
        assertThat(PlanDifference.between(plan, Plans.with(plan, Remedy.TICKET, true)))
                .containsExactly("The remedy was rebuild and is ticket.");
    }

    @Test
    void whatBecomesOfTheDataIsSaidThingByThing() {
        List<String> differences = PlanDifference.between(Plans.rebuildWithDataAtRisk(), plan);

        assertThat(differences)
                .anyMatch(each -> each.startsWith("Data, new: Volume homes") && each.contains("kept by"))
                .anyMatch(each -> each.startsWith("Data, no longer: Volume homes") && each.contains("gets the"));
    }

    @Test
    void anotherShapeIsSaid() {
        assertThat(PlanDifference.between(
                        Plans.rebuildWithLabels(Map.of("a", "1")), Plans.rebuildWithLabels(Map.of("a", "2"))))
                .containsExactly("To build: The label a was 1 and is 2.");
    }

    @Test
    void otherTemplatesAreSaidInThePlural() {
        RecoveryPlan fewer = Plans.withoutTemplates(plan);

        assertThat(PlanDifference.between(plan, fewer))
                .containsExactly(
                        "The upgrades were t-132-0.14.1 and are none.",
                        "The templates to build from were"
                                + " t-133-default, t-133-0.16.0, t-132-0.14.1 and are none.");
    }

    @Test
    void anotherDiagnosisIsSaidInWords() {
        assertThat(PlanDifference.between(plan, Plans.with(plan, Condition.UNREACHABLE)))
                .containsExactly(
                        "The diagnosis was expired (the API server's certificate) and is unreachable (no certificate).");
    }
}
