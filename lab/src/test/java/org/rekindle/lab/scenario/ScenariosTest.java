// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;

final class ScenariosTest {

    static final List<String> SHIPPED = Scenarios.SHIPPED;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyShippedScenarioCanBeRead(String name) {
        Scenario scenario = Scenarios.find(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.about()).isNotBlank();
    }

    @Test
    void aKeyThatIsNotKnownIsNamedWithItsLine() {
        String text = Scenarios.shipped("incident").replace("speedUp: 240", "speedUp: 240\nspedUp: 3");

        assertThatThrownBy(() -> Scenarios.read("my.yaml", text))
                .isInstanceOf(ScenarioFault.class)
                .hasMessageStartingWith("my.yaml:")
                .hasMessageContaining("spedUp");
    }

    @Test
    void aDurationThatIsNoneIsNamedWithItsPlace() {
        String text = Scenarios.shipped("incident").replace("upgrade: 30m", "upgrade: soon");

        assertThatThrownBy(() -> Scenarios.read("my.yaml", text))
                .isInstanceOf(ScenarioFault.class)
                .hasMessageContaining("world.timings.upgrade")
                .hasMessageContaining("soon");
    }

    @Test
    void aScenarioWithFaultsIsRefusedInARealOpenStack() {
        Scenario faulty = Scenarios.read(
                "my.yaml",
                Scenarios.shipped("incident")
                        .replace("start: {", "faults:\n  - {at: magnum.create, effect: hang}\nstart: {"));

        faulty.mustFit(OpenStackKind.SIMULATED, HubsKind.REAL);
        assertThatThrownBy(() -> faulty.mustFit(OpenStackKind.REAL, HubsKind.SIMULATED))
                .isInstanceOf(ScenarioFault.class)
                .hasMessageContaining("cannot be made to fail");
    }

    @Test
    void whatSimulatedHubsAlonePlayIsRefusedWithRealOnes(@TempDir Path folder) throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                like: incident
                websockets: false
                login: true
                """);
        Scenario scenario = Scenarios.find(mine.toString(), HubsKind.REAL);

        scenario.mustFit(OpenStackKind.REAL, HubsKind.SIMULATED);
        assertThatThrownBy(() -> scenario.mustFit(OpenStackKind.SIMULATED, HubsKind.REAL))
                .isInstanceOf(ScenarioFault.class)
                .hasMessageStartingWith("websockets: false, login: true: the ingress of real hubs ")
                .hasMessageContaining("Play mine without --hubs real");
    }

    @Test
    void withRealHubsTheHubsAreOtherOnesAndTheRestIsTheSame() {
        Scenario simulated = Scenarios.find("incident", HubsKind.SIMULATED);
        Scenario real = Scenarios.find("incident", HubsKind.REAL);

        assertThat(real.name()).isEqualTo(simulated.name());
        assertThat(real.world()).isEqualTo(simulated.world());
        assertThat(real.clusters().at("/projectpythia-binder/templates"))
                .isEqualTo(simulated.clusters().at("/projectpythia-binder/templates"));
        assertThat(real.clusters().at("/projectpythia-binder/verify/build"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(reference -> assertThat(reference.asText()).startsWith("git/"));
        assertThatThrownBy(() -> Scenarios.find("renew-in-place", HubsKind.REAL))
                .isInstanceOf(ScenarioFault.class)
                .hasMessageContaining("incident, incident-wise");
    }

    @Test
    void aFileLikeOneForRealHubsSaysMoreThanIsSaidOfThem(@TempDir Path folder) throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                like: incident
                world: {clusters: [{name: binder-pythia-cluster, age: 1d}]}
                """);
        Path other = Files.writeString(folder.resolve("other.yaml"), "name: other\nlike: renew-in-place\n");

        Scenario real = Scenarios.find(mine.toString(), HubsKind.REAL);

        assertThat(real.name()).isEqualTo("mine");
        assertThat(real.clusters().at("/projectpythia-binder/verify/scaleUp").asText())
                .isEqualTo("core");
        assertThat(real.world().clusters().get(0).age()).isEqualTo(Duration.ofDays(1));
        assertThatThrownBy(() -> Scenarios.find(other.toString(), HubsKind.REAL))
                .hasMessageContaining("a file that is `like:` one of them");
    }

    @Test
    void aRunOfAClusterThatIsNotThereIsRefused() {
        String text = Scenarios.shipped("incident").replace("recover: projectpythia-binder", "recover: atlantis");

        assertThatThrownBy(() -> Scenarios.read("my.yaml", text)).hasMessageContaining("knows no atlantis");
    }

    @Test
    void aScenarioThatIsNeitherShippedNorAFileSaysWhatMayBeMeant() {
        assertThatThrownBy(() -> Scenarios.find("incidnt"))
                .hasMessageContaining("incidnt")
                .hasMessageContaining("Did you mean incident?");
        assertThatThrownBy(() -> Scenarios.find("atlantis")).hasMessageContaining("./rekindle lab list");
    }

    @Test
    void aScenarioThatIsLikeAnotherSaysOnlyWhatDiffers() {
        Scenario mine = Scenarios.read("my.yaml", "{name: mine, like: incident-wise, start: {by: carol}}");

        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.start().by()).isEqualTo("carol");
        assertThat(mine.start().recover()).isEqualTo("projectpythia-binder");
        assertThat(mine.world()).isEqualTo(Scenarios.find("incident-wise").world());
    }

    @Test
    void likeMustNameAShippedScenario() {
        assertThatThrownBy(() -> Scenarios.read("my.yaml", "{name: mine, like: incidnt}"))
                .isInstanceOf(ScenarioFault.class)
                .hasMessageContaining("my.yaml")
                .hasMessageContaining("incidnt");
    }

    @Test
    void aNumberFindsItsScenario() {
        assertThat(Scenarios.find("s12").name()).isEqualTo("s12-volumes-kept");
    }

    /** The guide's own example must stay one that works. */
    @Test
    void theExampleOfTheGuideCanBeRead() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "lab", "write-a-scenario.md"));
        Matcher examples =
                Pattern.compile("```yaml\n(name: .*?)```", Pattern.DOTALL).matcher(guide);

        assertThat(examples.find())
                .as("docs/lab/write-a-scenario.md has an example that begins with its name")
                .isTrue();
        assertThat(Scenarios.read("write-a-scenario.md", examples.group(1))
                        .expect()
                        .outcome())
                .isNotNull();
    }
}
