// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.process.OwnerOnly;

/** Whether the steps, the rescue and the people of {@code docs/examples} fit together. Cloud, commands and hubs are simulated. */
final class ExamplesPlayedTest {

    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What lies beside a fleet file and is not published. */
    private static final Map<String, String> OF_SITE = Map.of(
            "secrets.yaml", "{}",
            "tsig.secret", "dGhlIHNlY3JldCBvZiB0aGUga2V5IG9mIGEgdGVzdA==",
            "infrastructure/.venv/bin/deployer", "#!/bin/sh",
            "mybinder.org-deploy/deploy.py", "#!/bin/sh");

    /** The names of the lab's cloud, and the pace of a game day. */
    private static final String OF_LAB = """
            cloud: rekindle
            magnum: binder-pythia-cluster
            templates: [ubuntu-jammy-kube-v1.33.2-250626-0848-capi-0.16.0]
            policy: {pollEvery: 4m, deadlines: {request: 30m, verify: 30m}}
            """;

    @TestFactory
    Stream<DynamicTest> aRecoveryByEachExampleEndsAsItsFileSays(@TempDir Path folder) throws IOException {
        try (Stream<Path> below = Files.list(EXAMPLES)) {
            return below.filter(Files::isDirectory).sorted().toList().stream()
                    .map(example -> DynamicTest.dynamicTest(
                            String.valueOf(example.getFileName()), () -> assertPlayed(example, folder)));
        }
    }

    private static void assertPlayed(Path example, Path folder) throws IOException {
        String name = String.valueOf(example.getFileName());
        ObjectNode clusters = (ObjectNode)
                YAML.readTree(example.resolve("fleet.yaml").toFile()).path("clusters");
        for (JsonNode cluster : clusters) {
            ObjectNode said = Layers.on((ObjectNode) cluster, (ObjectNode) YAML.readTree(OF_LAB));

            GameDayResult result = GameDay.play(scenario(name, said), site(example, folder), Talk.SILENT);

            assertThat(result.violations())
                    .as("%s; people were asked: %s", name, result.askedPeople())
                    .isEmpty();
        }
    }

    /** It takes the place of the game day's own cluster. A person does what each step of a human asks for. */
    private static Scenario scenario(String name, ObjectNode cluster) throws IOException {
        ObjectNode day = (ObjectNode) YAML.readTree("""
                like: game-day
                about: A recovery by the fleet file of an example.
                clusters: {projectpythia-binder: null}
                approvals: [{by: ana}]
                expect: {remedies: [REBUILD], mostEvents: 450}
                """);
        day.put("name", "example-" + name);
        day.withObject("/clusters").set(name, cluster);
        day.withObject("/start").put("recover", name);
        List<JsonNode> steps = cluster.path("deploy").valueStream().toList();
        steps.stream()
                .filter(step -> step.has("human"))
                .forEach(step -> day.withArray("/resolutions")
                        .addObject()
                        .put("step", "deploy " + step.at("/human/name").asText())
                        .put("resolution", "RETRY")
                        .put("by", "ana"));
        day.withObject("/expect")
                .putArray("evidence")
                .add("Redeploying in order: "
                        + steps.stream()
                                .map(step -> step.elements().next().path("name").asText())
                                .collect(Collectors.joining(", "))
                        + ".")
                .add("Put back: "
                        + Stream.concat(
                                        steps.stream()
                                                .map(step -> step.at("/helm/namespace"))
                                                .filter(JsonNode::isTextual),
                                        cluster.at("/rescue/namespaces").valueStream())
                                .map(namespace -> "Secret " + namespace.asText() + "/hub")
                                .collect(Collectors.joining(", "))
                        + ".");
        return Scenarios.read(name, YAML.writeValueAsString(day));
    }

    private static Path site(Path example, Path folder) throws IOException {
        Path site = Files.createDirectory(folder.resolve(String.valueOf(example.getFileName())));
        try (Stream<Path> files = Files.list(example)) {
            for (Path file : files.toList()) {
                Files.copy(file, site.resolve(String.valueOf(file.getFileName())));
            }
        }
        for (Map.Entry<String, String> each : OF_SITE.entrySet()) {
            Path file = site.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            OwnerOnly.write(file, each.getValue() + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return site;
    }
}
