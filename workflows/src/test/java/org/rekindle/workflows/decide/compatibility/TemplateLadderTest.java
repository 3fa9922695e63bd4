// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;

final class TemplateLadderTest {

    private static final List<Template> ALL =
            List.of(Samples.NEXT_MINOR, Samples.CURRENT, Samples.FITTING, Samples.DOOMED);

    @Test
    void onlyWhatFitsIsTriedInTheFleetFilesOrder() {
        TemplateLadder.Choice choice = TemplateLadder.choose(profile(TemplatePolicy.FITTING), ALL);

        assertThat(names(choice.candidates())).containsExactly(Samples.FITTING.name(), Samples.NEXT_MINOR.name());
        assertThat(names(choice.judged()))
                .containsExactly(Samples.DOOMED.name(), Samples.FITTING.name(), Samples.NEXT_MINOR.name());
        assertThat(choice.decisions().get(0).choice()).isEqualTo(ChoiceCode.LEFT_OUT);
    }

    @Test
    void asListedTriesEverythingAndSaysWhatDoesNotFit() {
        TemplateLadder.Choice choice = TemplateLadder.choose(profile(TemplatePolicy.AS_LISTED), ALL);

        assertThat(names(choice.candidates()))
                .containsExactly(Samples.DOOMED.name(), Samples.FITTING.name(), Samples.NEXT_MINOR.name());
        assertThat(choice.decisions().get(0).choice()).isEqualTo(ChoiceCode.ALLOWED_BY_POLICY);
        assertThat(choice.decisions().get(0).rests(ReasonCode.FLAG_REMOVED)).isTrue();
    }

    @Test
    void aTemplateThatIsGoneIsLeftOut() {
        TemplateLadder.Choice choice =
                TemplateLadder.choose(profile(TemplatePolicy.FITTING), List.of(Samples.NEXT_MINOR));

        assertThat(names(choice.candidates())).containsExactly(Samples.NEXT_MINOR.name());
        assertThat(choice.decisions())
                .filteredOn(decision -> decision.rests(ReasonCode.TEMPLATE_NOT_VISIBLE))
                .hasSize(2);
    }

    @Test
    void aNameThatFitsTwoTemplatesIsNotGuessed() {
        List<Template> visible = new ArrayList<>(ALL);
        visible.add(new Template("another-uuid", Samples.FITTING.name(), null, "v1.33.2", "0.16.0", "calico", true));

        TemplateLadder.Choice choice = TemplateLadder.choose(profile(TemplatePolicy.AS_LISTED), visible);
        assertThat(names(choice.candidates())).doesNotContain(Samples.FITTING.name());
        assertThat(choice.decisions())
                .contains(Decision.of(
                        StepId.TEMPLATE,
                        Samples.FITTING.name(),
                        ChoiceCode.LEFT_OUT,
                        Reason.of(ReasonCode.TEMPLATE_NAME_AMBIGUOUS, "count", 2)));
    }

    @Test
    void aUuidIsNeverTakenForAName() {
        Template impostor = new Template("other", Samples.FITTING.uuid(), null, "v1.33.2", "0.16.0", "calico", true);
        ClusterProfile profile = Samples.withTemplates(profile(TemplatePolicy.FITTING), Samples.FITTING.uuid());

        assertThat(names(TemplateLadder.choose(profile, List.of(impostor, Samples.FITTING))
                        .candidates()))
                .containsExactly(Samples.FITTING.name());
    }

    @Test
    void withoutTemplatesThereIsNoLadder() {
        assertThat(TemplateLadder.choose(profile(TemplatePolicy.AS_LISTED), List.of())
                        .candidates())
                .isEmpty();
    }

    private static ClusterProfile profile(TemplatePolicy templates) {
        return Samples.profile(Samples.policy(UpgradePolicy.NEVER, templates));
    }

    private static List<String> names(List<CandidateTemplate> candidates) {
        return candidates.stream().map(candidate -> candidate.template().name()).toList();
    }
}
