// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

class StepKindsTest {

    private final ClusterProfile profile = Samples.withEveryKindOfStep(
            Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING)));

    @Test
    void everyKindOfStepIsAmongTheSamplesThatTheWorkflowTestsCarryOut() {
        List<String> carriedOut = profile.deploy().stream()
                .map(step -> step.getClass().getName())
                .distinct()
                .toList();

        assertThat(carriedOut)
                .containsExactlyInAnyOrder(Stream.of(DeployStep.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toArray(String[]::new));
    }

    @Test
    void everyKindOfStepComesBackFromAHistoryAsItWas() throws Exception {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

        ClusterProfile read = json.readValue(json.writeValueAsString(profile), ClusterProfile.class);

        assertThat(read.deploy()).isEqualTo(profile.deploy());
        assertThat(read.handOff()).isEqualTo(profile.handOff());
    }
}
