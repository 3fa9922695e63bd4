// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.worker.fleet.Durations;
import org.rekindle.worker.fleet.Suggestion;

/** The scenarios that are shipped, and those in files of the user's own. */
public final class Scenarios {

    /** The shipped ones, in the order in which they are worth trying: the incident itself, then the game days. */
    public static final List<String> SHIPPED = Stream.concat(
                    Stream.of("incident", "incident-wise", "renew-in-place", "signed-approval", "people"),
                    index().stream())
            .toList();

    /** Those that are played with requests disturbed on their way, by {@code lab faults}. */
    public static final List<String> DISTURBED = List.of(
            "drill-rebuild",
            "drill-ladder",
            "drill-renew",
            "drill-rotate",
            "drill-hanging-upgrade",
            "drill-refused-upgrade",
            "drill-rejected",
            "drill-approved-late");

    /** Those that can be played with real hubs. */
    private static final List<String> WITH_REAL_HUBS = List.of("incident", "incident-wise");

    /** What is said of real hubs. */
    private static final String REAL_HUBS = "real-hubs";

    /** Names the shipped scenario that one says less than, beside what it says itself. */
    private static final String LIKE = "like";

    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new HumanDuration()))
            .build();

    private Scenarios() {}

    /**
     * Finds a scenario by its shipped name or number, else by its file.
     *
     * @throws ScenarioFault when there is none, or when it cannot be read
     */
    public static Scenario find(String nameOrFile) {
        if (SHIPPED.contains(nameOrFile) || DISTURBED.contains(nameOrFile)) {
            return read(nameOrFile + ".yaml", shipped(nameOrFile));
        }
        Optional<Scenario> numbered = gameDays().stream()
                .filter(scenario -> nameOrFile.equalsIgnoreCase(scenario.id()))
                .findFirst();
        if (numbered.isPresent()) {
            return numbered.get();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new ScenarioFault("There is no scenario " + nameOrFile + ", and no such file."
                    + Suggestion.of(nameOrFile, SHIPPED)
                            .map(near -> " Did you mean " + near + "?")
                            .orElse(" `./rekindle lab list` shows those that are shipped."));
        }
        try {
            return read(nameOrFile, Files.readString(file));
        } catch (IOException unreadable) {
            throw new ScenarioFault(nameOrFile + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** A shipped scenario with what another file says laid over it. */
    public static Scenario find(String name, String over) {
        try {
            return scenario(over + ".yaml", Layers.on(whole(name), (ObjectNode) YAML.readTree(shipped(over))));
        } catch (JsonProcessingException unreadable) {
            throw new ScenarioFault(name + " with " + over + ": " + unreadable.getOriginalMessage());
        }
    }

    /**
     * One that is played with these hubs: of real ones, the charts and the addresses are other ones.
     *
     * @throws ScenarioFault when there is none, when it cannot be read, or when it is not written for real hubs
     */
    public static Scenario find(String nameOrFile, HubsKind hubs) {
        if (hubs == HubsKind.SIMULATED) {
            return find(nameOrFile);
        }
        if (WITH_REAL_HUBS.contains(nameOrFile)) {
            return find(nameOrFile, REAL_HUBS);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw notForRealHubs();
        }
        try {
            return likeOneForRealHubs(nameOrFile, Files.readString(file));
        } catch (JacksonException fault) {
            throw new ScenarioFault(nameOrFile + ":" + line(fault) + ": " + fault.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new ScenarioFault(nameOrFile + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** What the file says lies over what is said of real hubs. */
    private static Scenario likeOneForRealHubs(String file, String text) throws JsonProcessingException {
        if (YAML.readTree(text) instanceof ObjectNode tree
                && WITH_REAL_HUBS.contains(tree.path(LIKE).asText())) {
            ObjectNode below =
                    Layers.on(whole(tree.path(LIKE).asText()), (ObjectNode) YAML.readTree(shipped(REAL_HUBS)));
            tree.remove(LIKE);
            return scenario(file, Layers.on(below, tree));
        }
        throw notForRealHubs();
    }

    private static ScenarioFault notForRealHubs() {
        return new ScenarioFault("With real hubs these can be played: " + String.join(", ", WITH_REAL_HUBS)
                + ", and a file that is `like:` one of them.");
    }

    /** The text of a shipped scenario. */
    public static String shipped(String name) {
        String resource = resource(name);
        try (InputStream in = Scenarios.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The shipped scenario " + resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String resource(String name) {
        return "/org/rekindle/lab/scenarios/" + name + ".yaml";
    }

    /** The shipped ones that have a number, in the order of their numbers. */
    public static List<Scenario> gameDays() {
        return SHIPPED.stream()
                .map(Scenarios::find)
                .filter(scenario -> scenario.id() != null)
                .toList();
    }

    private static List<String> index() {
        return shipped("game-days")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(2))
                .toList();
    }

    static Scenario read(String file, String text) {
        try {
            Scenario scenario = parsed(file, text);
            check(file, scenario);
            return scenario;
        } catch (JsonMappingException fault) {
            throw new ScenarioFault(file + ":" + line(fault) + ": " + place(fault) + fault.getOriginalMessage());
        } catch (JacksonException fault) {
            throw new ScenarioFault(file + ":" + line(fault) + ": " + fault.getOriginalMessage());
        }
    }

    private static Scenario parsed(String file, String text) throws JsonProcessingException {
        if (YAML.readTree(text) instanceof ObjectNode tree && tree.has(LIKE)) {
            return YAML.treeToValue(whole(file, tree), Scenario.class);
        }
        return YAML.readValue(text, Scenario.class);
    }

    /** What a scenario says, on top of what the one says that it is like. */
    private static ObjectNode whole(String file, ObjectNode tree) throws JsonProcessingException {
        JsonNode like = tree.remove(LIKE);
        if (like == null) {
            return tree;
        }
        if (Scenarios.class.getResource(resource(like.asText())) == null) {
            throw new ScenarioFault(file + ": like: there is no shipped scenario " + like.asText() + ".");
        }
        return Layers.on(whole(like.asText()), tree);
    }

    private static ObjectNode whole(String shipped) throws JsonProcessingException {
        return whole(shipped, (ObjectNode) YAML.readTree(shipped(shipped)));
    }

    private static Scenario scenario(String file, ObjectNode tree) throws JsonProcessingException {
        Scenario scenario = YAML.treeToValue(tree, Scenario.class);
        check(file, scenario);
        return scenario;
    }

    private static void check(String file, Scenario scenario) {
        if (scenario.name() == null
                || scenario.world() == null
                || scenario.clusters() == null
                || scenario.start() == null
                || scenario.expect() == null) {
            throw new ScenarioFault(file + ": name, world, clusters, start and expect must all be there.");
        }
        if (!(scenario.speedUp() > 0)) {
            throw new ScenarioFault(file + ": speedUp: must be a number greater than 0, such as 240.");
        }
        if (!scenario.clusters().has(scenario.start().recover())) {
            throw new ScenarioFault(file + ": start.recover: clusters: knows no "
                    + scenario.start().recover() + ".");
        }
        if (scenario.expect().outcome() == null) {
            throw new ScenarioFault(file + ": expect.outcome: must be there, such as RECOVERED.");
        }
    }

    private static int line(JacksonException fault) {
        return fault.getLocation() == null ? 1 : fault.getLocation().getLineNr();
    }

    private static String place(JsonMappingException fault) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.isEmpty() ? "" : place + ": ";
    }

    /** Durations as people write them. */
    private static final class HumanDuration extends StdDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        HumanDuration() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Durations.parse(parser.getText());
            } catch (IllegalArgumentException notOne) {
                throw JsonMappingException.from(parser, notOne.getMessage());
            }
        }
    }
}
