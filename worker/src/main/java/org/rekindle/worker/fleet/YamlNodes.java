// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns YAML nodes into JSON nodes and notes the line of each. A key that is used twice is a fault. */
final class YamlNodes {

    /** No fleet file is nested so deeply: whoever gets there has an anchor that holds itself. */
    private static final int DEEPEST = 32;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    YamlNodes(String file) {
        this.file = file;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    Map<String, Integer> lines() {
        return Map.copyOf(lines);
    }

    JsonNode read(Node node) {
        return read(node, "", 0);
    }

    private JsonNode read(Node node, String pointer, int depth) {
        if (depth > DEEPEST) {
            faults.add(new Fault(file, line(node), "", "is nested too deeply", "remove the anchor that holds itself"));
            return JSON.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return readMapping(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return readSequence(sequence, pointer, depth);
        }
        return readScalar((ScalarNode) node);
    }

    private ObjectNode readMapping(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                faults.add(new Fault(
                        file, line(tuple.getKeyNode()), "", "has a key that is not text", "use a plain word"));
                continue;
            }
            String key = keyNode.getValue();
            String below = YamlTree.below(pointer, key);
            int line = line(tuple.getKeyNode());
            if (object.has(key)) {
                String problem = "`" + key + "` is there twice, first in line " + lines.get(below);
                faults.add(new Fault(file, line, "", problem, "keep one of the two"));
                continue;
            }
            lines.put(below, line);
            object.set(key, read(tuple.getValueNode(), below, depth + 1));
        }
        return object;
    }

    private ArrayNode readSequence(SequenceNode sequence, String pointer, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
            String below = YamlTree.below(pointer, String.valueOf(array.size()));
            lines.put(below, line(item));
            array.add(read(item, below, depth + 1));
        }
        return array;
    }

    private static JsonNode readScalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return JSON.numberNode(new BigInteger(text));
        }
        if (scalar.getTag().equals(Tag.FLOAT) && text.matches("[-+0-9.eE]+")) {
            return JSON.numberNode(new BigDecimal(text));
        }
        return JSON.stringNode(text);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
