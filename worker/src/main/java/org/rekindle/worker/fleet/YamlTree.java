// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A YAML file as a tree, with the line of every key.
 *
 * @param file its name as it is told to people
 * @param lines line of each key (of each item, in a list) by JSON pointer
 */
record YamlTree(String file, JsonNode root, Map<String, Integer> lines) {

    /**
     * Reads a YAML text.
     *
     * @throws FaultyFile when it is not YAML, or uses a key twice
     */
    static YamlTree parse(String file, String text) {
        Optional<Node> node;
        try {
            node = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new FaultyFile(List.of(
                    new Fault(file, line, "", "is not YAML: " + e.getProblem(), "mend the syntax at this line")));
        } catch (YamlEngineException e) {
            throw new FaultyFile(List.of(new Fault(file, 1, "", "is not YAML: " + e.getMessage(), "mend the syntax")));
        }
        YamlNodes nodes = new YamlNodes(file);
        JsonNode root = node.map(nodes::read).orElse(MissingNode.getInstance());
        if (!nodes.faults().isEmpty()) {
            throw new FaultyFile(nodes.faults());
        }
        return new YamlTree(file, root, nodes.lines());
    }

    /** The node at a JSON pointer; a missing node when there is none. */
    JsonNode at(String pointer) {
        return root.at(JsonPointer.compile(pointer));
    }

    /** The text at a JSON pointer; null when there is none, or something else. */
    @Nullable
    String text(String pointer) {
        JsonNode node = at(pointer);
        return node.isString() ? node.stringValue() : null;
    }

    /** The names of the keys below a JSON pointer. */
    List<String> keys(String pointer) {
        return List.copyOf(at(pointer).propertyNames());
    }

    /** The line of a key, else of the nearest key around it. */
    int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return 1;
    }

    /** A fault at a key. */
    Fault fault(String pointer, String problem, String cure) {
        return new Fault(file, line(pointer), name(pointer), problem, cure);
    }

    /** A JSON pointer as people write it: {@code clusters.pythia.releases[0].name}. */
    String name(String pointer) {
        StringBuilder name = new StringBuilder();
        JsonNode node = root;
        for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
            String segment = rest.getMatchingProperty();
            if (node.isArray()) {
                name.append('[').append(segment).append(']');
                node = node.path(rest.getMatchingIndex());
            } else {
                name.append(name.isEmpty() ? "" : ".").append(segment);
                node = node.path(segment);
            }
        }
        return name.toString();
    }

    /** A pointer to a key below a pointer. */
    static String below(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
