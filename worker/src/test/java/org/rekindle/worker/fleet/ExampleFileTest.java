// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer copies and reads is right. */
class ExampleFileTest {

    private static final Path EXAMPLE = Path.of("../fleet.example.yaml");
    private static final Path PAGE = Path.of("../docs/fleet.md");

    @TempDir
    Path folder;

    @Test
    void theExampleHasNoFaults() throws IOException {
        FleetFolder fleet = FleetFolder.in(folder);
        Files.createDirectories(folder.resolve("values"));
        for (String name : new String[] {"support", "support.secret", "binderhub", "binderhub.secret"}) {
            Files.writeString(folder.resolve("values").resolve(name + ".yaml"), "{}\n");
        }

        FleetFile file = FleetFile.read(fleet.write(Files.readString(EXAMPLE)));

        assertThat(file.ids()).containsExactly("projectpythia-binder", "classroom");
    }

    @Test
    void theExampleLeadsEditorsToTheSchema() throws IOException {
        String first = Files.readAllLines(EXAMPLE).get(0);

        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(EXAMPLE.resolveSibling(first.substring(first.indexOf('=') + 1)))
                .hasContent(FleetFile.schema());
    }

    @Test
    void thePageExplainsEveryKey() throws IOException {
        Set<String> keys = new TreeSet<>();
        collect(JsonMapper.shared().readTree(FleetFile.schema()), keys);

        String page = Files.readString(PAGE);

        assertThat(keys)
                .hasSizeGreaterThan(50)
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static void collect(JsonNode rule, Set<String> keys) {
        keys.addAll(rule.path("properties").propertyNames());
        rule.forEach(below -> collect(below, keys));
    }
}
