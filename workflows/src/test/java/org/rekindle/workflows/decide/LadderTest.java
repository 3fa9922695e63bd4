// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;

final class LadderTest {

    private static final List<Template> ALL =
            List.of(Samples.NEXT_MINOR, Samples.CURRENT, Samples.FITTING, Samples.DOOMED);

    @Test
    void onlyWhatFitsIsTriedInTheFleetFilesOrder() {
        Ladder.Choice choice = Ladder.choose(profile(TemplatePolicy.FITTING), ALL);

        assertThat(names(choice.rungs())).containsExactly(Samples.FITTING.name(), Samples.NEXT_MINOR.name());
        assertThat(names(choice.judged()))
                .containsExactly(Samples.DOOMED.name(), Samples.FITTING.name(), Samples.NEXT_MINOR.name());
        assertThat(choice.decisions().get(0).choice()).isEqualTo("left out");
    }

    @Test
    void asListedTriesEverythingAndSaysWhatDoesNotFit() {
        Ladder.Choice choice = Ladder.choose(profile(TemplatePolicy.AS_LISTED), ALL);

        assertThat(names(choice.rungs()))
                .containsExactly(Samples.DOOMED.name(), Samples.FITTING.name(), Samples.NEXT_MINOR.name());
        assertThat(choice.decisions().get(0).choice()).contains("as-listed");
        assertThat(choice.decisions().get(0).why()).contains("--cloud-provider");
    }

    @Test
    void aTemplateThatIsGoneIsLeftOut() {
        Ladder.Choice choice = Ladder.choose(profile(TemplatePolicy.FITTING), List.of(Samples.NEXT_MINOR));

        assertThat(names(choice.rungs())).containsExactly(Samples.NEXT_MINOR.name());
        assertThat(choice.decisions())
                .filteredOn(decision -> decision.why().contains("any more"))
                .hasSize(2);
    }

    @Test
    void aNameThatFitsTwoTemplatesIsNotGuessed() {
        List<Template> visible = new ArrayList<>(ALL);
        visible.add(new Template("another-uuid", Samples.FITTING.name(), null, "v1.33.2", "0.16.0", "calico", true));

        Ladder.Choice choice = Ladder.choose(profile(TemplatePolicy.AS_LISTED), visible);
        assertThat(names(choice.rungs())).doesNotContain(Samples.FITTING.name());
        assertThat(choice.decisions())
                .anySatisfy(decision -> assertThat(decision.why()).contains("2 templates of this name"));
    }

    @Test
    void aUuidIsNeverTakenForAName() {
        Template impostor = new Template("other", Samples.FITTING.uuid(), null, "v1.33.2", "0.16.0", "calico", true);
        ClusterProfile profile = Samples.withTemplates(profile(TemplatePolicy.FITTING), Samples.FITTING.uuid());

        assertThat(names(Ladder.choose(profile, List.of(impostor, Samples.FITTING))
                        .rungs()))
                .containsExactly(Samples.FITTING.name());
    }

    @Test
    void withoutTemplatesThereIsNoLadder() {
        assertThat(Ladder.choose(profile(TemplatePolicy.AS_LISTED), List.of()).rungs())
                .isEmpty();
    }

    private static ClusterProfile profile(TemplatePolicy templates) {
        return Samples.profile(Samples.policy(UpgradePolicy.NEVER, templates));
    }

    private static List<String> names(List<Rung> rungs) {
        return rungs.stream().map(rung -> rung.template().name()).toList();
    }
}
