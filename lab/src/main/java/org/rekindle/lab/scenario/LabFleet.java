// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.worker.fleet.Durations;

/**
 * Writes the fleet file of a scenario: a real one, which the worker reads as it reads any other. The deadlines that wait
 * for the cloud are sped up as the cloud is; those that wait for real processes are left as they are.
 */
final class LabFleet {

    private static final List<String> CLOUD_DEADLINES = List.of("upgrade", "delete", "create", "nodeGroup", "approval");
    private static final Duration SHORTEST_POLL = Duration.ofMillis(500);

    private final LabClock clock;
    private final Map<String, String> places;

    /**
     * A writer.
     *
     * @param places what {@code ${...}} in the scenario's text values stands for
     */
    LabFleet(LabClock clock, Map<String, String> places) {
        this.clock = clock;
        this.places = places;
    }

    /** Writes {@code fleet.yaml}. */
    void write(Scenario scenario, Path file, Path state) throws IOException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode fleet = json.objectNode();
        fleet.putObject("openstack").put("cloudsFile", "clouds.yaml");
        fleet.putObject("state").put("folder", state.toString());
        fleet.putObject("webhooks").put("listen", "127.0.0.1:0");
        if (scenario.fleet() != null) {
            fleet.setAll((ObjectNode) filledIn(scenario.fleet()));
        }
        ObjectNode clusters = (ObjectNode) filledIn(scenario.clusters());
        clusters.forEach(cluster -> {
            if (cluster.path("policy") instanceof ObjectNode policy) {
                speedUp(policy);
            }
        });
        if (!scenario.people().isEmpty()) {
            fleet.set("people", people(scenario.people(), new LabKeys(file.resolveSibling("keys"))));
        }
        if (scenario.notices() != null) {
            ObjectNode notices = (ObjectNode) filledIn(scenario.notices());
            notices.path("questions").forEach(step -> speedUp((ObjectNode) step, "after"));
            fleet.set("notify", notices);
        }
        fleet.set("clusters", clusters);
        new YAMLMapper().writeValue(file.toFile(), fleet);
    }

    private static ArrayNode people(List<String> names, LabKeys keys) throws IOException {
        ArrayNode people = JsonNodeFactory.instance.arrayNode();
        for (String name : names) {
            people.addObject().put("name", name).putArray("keys").add(keys.publicKey(name));
        }
        return people;
    }

    private void speedUp(ObjectNode policy) {
        if (policy.path("deadlines") instanceof ObjectNode deadlines) {
            CLOUD_DEADLINES.forEach(name -> speedUp(deadlines, name));
        }
        if (policy.has("pollEvery")) {
            Duration poll = spedUp(policy.path("pollEvery").asText());
            policy.put("pollEvery", (poll.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : poll).toMillis() + "ms");
        }
    }

    private void speedUp(ObjectNode times, String name) {
        if (times.has(name)) {
            times.put(name, spedUp(times.path(name).asText()).toMillis() + "ms");
        }
    }

    private Duration spedUp(String virtual) {
        return clock.real(Durations.parse(virtual));
    }

    private JsonNode filledIn(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            // A null takes away what the scenario says that this one is laid on; the fleet file knows no nulls.
            object.properties().stream()
                    .filter(entry -> !entry.getValue().isNull())
                    .forEach(entry -> copy.set(entry.getKey(), filledIn(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(filledIn(each)));
            return copy;
        }
        return node.isTextual() ? value(node.asText(), filledIn(node.asText())) : node;
    }

    /** A place that stands for a number is one. */
    private static JsonNode value(String text, String filled) {
        boolean isNumber = !filled.equals(text) && filled.matches("[0-9]{1,9}");
        return isNumber ? IntNode.valueOf(Integer.parseInt(filled)) : TextNode.valueOf(filled);
    }

    private String filledIn(String text) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("${" + place.getKey() + "}", place.getValue());
        }
        if (filled.contains("${")) {
            throw new ScenarioFault(
                    "clusters: \"" + text + "\" stands for nothing; known are " + places.keySet() + ".");
        }
        return filled;
    }
}
