// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.decide.Sightings;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.PlannedStep;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;

/** What each remedy does, step by step, and what is left to people. */
final class PlannedStepsTest {

    private static final ClusterProfile PROFILE =
            Samples.profile(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING));
    private static final Rung FITTING = Samples.rung(Samples.FITTING, true, Certainty.CERTAIN);
    private static final Rung OTHER = Samples.rung(Samples.NEXT_MINOR, true, Certainty.CERTAIN);

    @ParameterizedTest
    @CsvSource({
        "FRESH_CLIENT_CERTIFICATE, fresh client certificate verify",
        "RENEW_IN_PLACE, renew in place verify",
        "UPGRADE, verify",
        "SAME_VERSION_ROLL, verify",
        "REBUILD, approval tear down rebuild redeploy verify",
        "REBUILD_BESIDE, approval rebuild redeploy switch over tear down verify",
        "NOTHING, ''",
        "TICKET, ''",
        "HAND_TO_HUMAN, ''"
    })
    void eachRemedyHasItsSteps(Remedy remedy, String names) {
        assertThat(String.join(
                        " ",
                        names(PlannedSteps.of(remedy, List.of(), List.of(FITTING), PROFILE, PastTimes.NONE, false))))
                .isEqualTo(names);
    }

    @Test
    void upgradesComeFirstAndVolumesAreProtectedBeforeTheApproval() {
        List<PlannedStep> steps =
                PlannedSteps.of(Remedy.REBUILD, List.of(OTHER), List.of(FITTING, OTHER), PROFILE, PastTimes.NONE, true);

        assertThat(names(steps)).startsWith("upgrade", "protect volumes", "approval", "tear down", "rebuild");
        assertThat(steps).extracting(PlannedStep::what).anyMatch(what -> what.contains("else from the next of 2"));
        assertThat(PlannedSteps.of(
                        Remedy.RENEW_IN_PLACE,
                        List.of(),
                        List.of(),
                        Samples.withMachines(PROFILE),
                        PastTimes.NONE,
                        false))
                .first()
                .extracting(PlannedStep::what)
                .asString()
                .contains("2 machines of the control plane");
    }

    @ParameterizedTest
    @EnumSource(Remedy.class)
    void whoeverMustDoSomethingIsTold(Remedy remedy) {
        List<String> todos = HumanToDos.of(remedy, PROFILE, Sightings.cluster());

        switch (remedy) {
            case NOTHING, FRESH_CLIENT_CERTIFICATE, SAME_VERSION_ROLL, UPGRADE ->
                assertThat(todos).isEmpty();
            case RENEW_IN_PLACE -> assertThat(todos).singleElement().asString().contains("admin.conf");
            case REBUILD, REBUILD_BESIDE -> assertThat(todos).hasSize(2).anyMatch(each -> each.contains("kubeconfig"));
            case TICKET -> assertThat(todos).singleElement().asString().contains("Send the ticket");
            case HAND_TO_HUMAN -> assertThat(todos).singleElement().asString().contains("decide");
        }
    }

    private static List<String> names(List<PlannedStep> steps) {
        return steps.stream().map(PlannedStep::name).toList();
    }
}
