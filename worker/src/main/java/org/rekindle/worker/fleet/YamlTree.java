// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
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
 * @param file its name as messages show it
 * @param lines line of each key (of each item, in a list) by JSON pointer
 */
record YamlTree(String file, JsonNode root, Map<String, Integer> lines) {

    private static final int MOST_CHARACTERS = 512 * 1024;

    /**
     * Reads a YAML text.
     *
     * @throws FaultyFile when it is not YAML, uses a key twice, or is larger, deeper or more entangled than any file of ours
     */
    static YamlTree parse(String file, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new FaultyFile(List.of(new ConfigFault(
                    file,
                    1,
                    "",
                    "is larger than " + MOST_CHARACTERS + " characters, so it is not a file of this kind",
                    "name the right file")));
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                // YamlNodes limits what aliases blow up, since it knows the line.
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        Optional<Node> node;
        try {
            checkDepth(file, settings, text);
            node = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new FaultyFile(List.of(
                    new ConfigFault(file, line, "", "is not YAML: " + e.getProblem(), "fix the syntax at this line")));
        } catch (YamlEngineException e) {
            throw new FaultyFile(
                    List.of(new ConfigFault(file, 1, "", "is not YAML: " + e.getMessage(), "fix the syntax")));
        } catch (NumberFormatException e) {
            // The parser's own lapse: an escape of more than Unicode has. It does not say where.
            throw new FaultyFile(List.of(new ConfigFault(
                    file,
                    1,
                    "",
                    "is not YAML: it has an escape such as \"\\UFFFFFFFF\", which is no character",
                    "remove it")));
        }
        YamlNodes nodes = new YamlNodes(file);
        JsonNode root = node.map(nodes::read).orElse(MissingNode.getInstance());
        YamlTree tree = new YamlTree(file, root, nodes.lines());
        if (!nodes.faults().isEmpty()) {
            throw new FaultyFile(nodes.faults().stream()
                    .map(found -> new ConfigFault(
                            file, found.line(), tree.name(found.pointer()), found.problem(), found.cure()))
                    .toList());
        }
        return tree;
    }

    /** Composing goes as deep as the file does, and would run out of stack; reading the events does not. */
    private static void checkDepth(String file, LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > YamlNodes.DEEPEST) {
                int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
                throw new FaultyFile(List.of(new ConfigFault(
                        file, line, "", "is nested too deeply", "close the brackets, or fix the indentation, above")));
            }
        }
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
    ConfigFault fault(String pointer, String problem, String cure) {
        return new ConfigFault(file, line(pointer), name(pointer), problem, cure);
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

    /** The texts of a list; none where there is no list. */
    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /** A pointer to a key below a pointer. */
    static String below(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
