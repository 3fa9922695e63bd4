// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** No password in a URL gets past the fleet file, nor into what is said of it. */
class FleetSecretsTest {

    private static final String CANARY = "S3cretCanary";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TempDir
    Path folder;

    private FleetFolder fleet;
    private JsonNode schema;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        schema = JsonMapper.shared().readTree(FleetFile.schema());
    }

    @Test
    void urlWithPassword() throws IOException {
        FaultyFile faulty = faults("""
                openstack: {cloudsFile: clouds.yaml}
                clusters:
                  hub-one:
                    cloud: jetstream2
                    magnum: hub-one
                    templates: [t]
                    deploy:
                      - helm:
                          name: hub
                          namespace: hub
                          chart: jupyterhub
                          version: 4.3.3
                          repository: "https://robot:S3cretCanary@charts.example.org/"
                    verify:
                      hub: http://guest:S3cretCanary@hub.example.org
                """);

        assertThat(faulty)
                .hasMessageNotContaining(CANARY)
                .hasMessageContaining(
                        "fleet.yaml:13: clusters.hub-one.deploy[0].helm.repository: has a user, a password")
                .hasMessageContaining("fleet.yaml:15: clusters.hub-one.verify.hub: has a user, a password")
                .hasMessageContaining("write the URL without it");
    }

    /** By the schema itself, so that a key that comes later is held to it as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://robot:S3cretCanary@example.org",
                "https://robot:S3cretCanary/with/slash@example.org/x",
                "https://robot:p@S3cretCanary@example.org:8443/",
                "https://S3cretCanary@example.org",
                "HTTPS://:S3cretCanary@[2001:db8::1]/",
                "https:/robot:S3cretCanary@example.org",
                "oci://robot:S3cretCanary@registry.example.org/charts",
                "git+https://robot:S3cretCanary@example.org/charts.git",
                "robot:S3cretCanary@registry.example.org/charts",
                "mailto:robot:S3cretCanary@example.org/",
                "mailto:ops@example.org/?token=S3cretCanary",
                "mailto://robot:S3cretCanary@example.org",
                "https://example.org/charts?token=S3cretCanary",
                "https://example.org/?x=1&access_token=S3cretCanary#top",
                "https://example.org/#id_token=S3cretCanary",
                "https://bucket.example.org/charts?X-Amz-Signature=S3cretCanary",
                "https://store.example.org/charts?sv=2024&sig=S3cretCanary",
                "git/https%3A%2F%2Frobot%3AS3cretCanary%40example.org%2Frepository/main",
                "git/https%3A%2F%2Frobot:S3cretCanary%40example.org%2Frepository/main"
            })
    void everyKeyRefusesAUrlWithASecret(String url) throws IOException {
        JsonNode whole = example(schema, 0);
        List<JsonPointer> leaves = leaves(whole);
        assertThat(leaves).hasSizeGreaterThan(80);
        for (JsonPointer leaf : leaves) {
            JsonNode odd = whole.deepCopy();
            put(odd, leaf, url);

            FaultyFile faulty = faults(odd.toString());

            assertThat(faulty.getMessage()).as("%s", leaf).doesNotContain(CANARY);
            assertThat(faulty.faults()).as("%s", leaf).anySatisfy(fault -> {
                assertThat(fault.key()).isEqualTo(name(odd, leaf));
                assertThat(fault.problem()).startsWith("has a user, a password or a token in a URL");
                assertThat(fault.cure()).contains("without");
            });
        }
    }

    @Test
    void aSecretInAKeyIsNotToldEither() throws IOException {
        for (String text : List.of(
                "{openstack: {cloudsFile: clouds.yaml}, clusters: {'https://u:S3cretCanary@h': {}}}",
                "'https://u:S3cretCanary@h': 1",
                "{clusters: {'https://u:S3cretCanary@h': 1, 'https://u:S3cretCanary@h': 2}}",
                "https://u:S3cretCanary@h",
                "a: *https://u:S3cretCanary@h")) {
            assertThat(faults(text)).as(text).hasMessageNotContaining(CANARY);
        }
    }

    /** What looks alike and has no secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/@user/page",
                "mailto:ops@example.org",
                "seen by <MAILTO:ops@example.org?subject=hub>",
                "https://example.org:8443/charts?author=ana&page=2",
                "seen by ana@example.org on 2026-03-03 10:15",
                "registry.example.org:5000/chart:1.0@sha256:0123456789abcdef"
            })
    void addressesWithoutASecretPass(String text) throws IOException {
        assertThatCode(() -> FleetFile.read(fleet.write(FleetFolder.WHOLE
                        + "compatibility: [{chart: 0.16.0, tested: [1.33.2], source: '" + text + "'}]")))
                .doesNotThrowAnyException();
    }

    private FaultyFile faults(String text) throws IOException {
        Path file = fleet.write(text);
        FaultyFile faulty = catchThrowableOfType(FaultyFile.class, () -> FleetFile.read(file));
        assertThat(faulty).as(text).isNotNull();
        return faulty;
    }

    private JsonNode example(JsonNode rule, int depth) {
        assertThat(depth).as("the schema refers to itself").isLessThan(20);
        String reference = rule.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return example(schema.at(reference.substring(1)), depth + 1);
        }
        if (rule.has("else")) {
            return example(rule.path("else"), depth + 1);
        }
        if (rule.has("items")) {
            ArrayNode list = JSON.arrayNode();
            list.add(example(rule.path("items"), depth + 1));
            return list;
        }
        if (!rule.has("properties") && !rule.path("additionalProperties").isObject()) {
            return JSON.stringNode("x");
        }
        ObjectNode object = JSON.objectNode();
        rule.path("properties")
                .properties()
                .forEach(each -> object.set(each.getKey(), example(each.getValue(), depth + 1)));
        if (rule.path("additionalProperties").isObject()) {
            object.set("x", example(rule.path("additionalProperties"), depth + 1));
        }
        return object;
    }

    private static List<JsonPointer> leaves(JsonNode root) {
        List<JsonPointer> leaves = new ArrayList<>();
        collect(root, JsonPointer.empty(), leaves);
        return leaves;
    }

    private static void collect(JsonNode node, JsonPointer here, List<JsonPointer> leaves) {
        if (node.isValueNode()) {
            leaves.add(here);
        }
        node.properties().forEach(each -> collect(each.getValue(), here.appendProperty(each.getKey()), leaves));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), here.appendIndex(i), leaves);
        }
    }

    private static void put(JsonNode root, JsonPointer leaf, String text) {
        JsonNode parent = root.at(leaf.head());
        if (parent instanceof ObjectNode object) {
            object.put(leaf.last().getMatchingProperty(), text);
        } else {
            ((ArrayNode) parent).set(leaf.last().getMatchingIndex(), text);
        }
    }

    private static String name(JsonNode root, JsonPointer leaf) {
        return new YamlTree("fleet.yaml", root, java.util.Map.of()).name(leaf.toString());
    }
}
