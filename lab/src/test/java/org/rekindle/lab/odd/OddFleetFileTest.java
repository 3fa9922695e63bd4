// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.ConfigFault;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.FleetFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A fleet file of which one value is odd is read, or refused with line, key and cure. */
@Timeout(120)
class OddFleetFileTest {

    private static final Path EXAMPLE = Path.of("../fleet.example.yaml");

    @TempDir
    private Path folder;

    @Test
    void everyValueOfTheExampleMayBeOdd() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), """
                clouds:
                  jetstream2:
                    auth: {auth_url: "http://127.0.0.1:1/v3", application_credential_id: id, application_credential_secret: none}
                    auth_type: v3applicationcredential
                """);
        Files.writeString(folder.resolve("webhook.token"), "a-token-for-tests\n");
        Files.createDirectories(folder.resolve("charts/support"));
        Files.writeString(
                folder.resolve("charts/support/Chart.yaml"), "{apiVersion: v2, name: support, version: 0.1.0}\n");
        Files.createDirectories(folder.resolve("values"));
        for (String name : List.of("support", "support.secret", "binderhub", "binderhub.secret")) {
            Files.writeString(folder.resolve("values").resolve(name + ".yaml"), "{}\n");
        }
        JsonNode example = new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(EXAMPLE)));
        Path file = folder.resolve("fleet.yaml");
        Files.writeString(file, example.toString());
        assertThat(FleetFile.read(file).ids()).hasSize(2);

        int refused = 0;
        for (OddValues.Odd odd : OddValues.of(example)) {
            Files.writeString(file, odd.document().toString());
            try {
                assertThat(FleetFile.read(file).profiles()).as(odd.what()).isNotEmpty();
            } catch (FaultyFile e) {
                refused++;
                assertThat(e.faults()).as(odd.what()).isNotEmpty().allSatisfy(fault -> assertSaid(fault, file));
            } catch (RuntimeException e) {
                throw new AssertionError(odd.what(), e);
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static void assertSaid(ConfigFault fault, Path file) {
        assertThat(fault.file()).isEqualTo(file.toString());
        assertThat(fault.line()).isPositive();
        assertThat(fault.problem()).isNotBlank().doesNotContain("Exception", "java.");
        assertThat(fault.cure()).isNotBlank();
        assertThat(fault.toString()).hasSizeLessThan(3_000);
    }
}
