// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    /** No fleet file is nested so deeply: a file that is has an anchor that holds itself. */
    static final int DEEPEST = 32;

    /** No fleet file holds so much: a file that does has anchors that hold each other over and over. */
    private static final int MOST = 50_000;

    /** A whole number of more digits, or a power of ten of more than two, is a count of nothing real. */
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,30}");

    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?");

    /** What YAML calls numbers too. */
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(?i:inf|nan)");

    /** NUL and halves of pairs: escapes can write them, and no file can be called so. */
    private static final Pattern NO_CHARACTER = Pattern.compile("[\\x{0}\\p{Cs}]");

    private static final String NUMBER_CURE = "write a smaller one in digits, or put it in quotes if it is text";

    /** A fault by the JSON pointer of its key: how people write that, only the whole tree can say. */
    record Found(int line, String pointer, String problem, String cure) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Found> faults = new ArrayList<>();
    private int count;

    YamlNodes(String file) {
        this.file = file;
    }

    List<Found> faults() {
        return List.copyOf(faults);
    }

    Map<String, Integer> lines() {
        return Map.copyOf(lines);
    }

    JsonNode read(Node node) {
        return read(node, "", 0);
    }

    private JsonNode read(Node node, String pointer, int depth) {
        count++;
        if (count > MOST) {
            throw new FaultyFile(List.of(new ConfigFault(
                    file,
                    line(node),
                    "",
                    "holds too much: more than " + MOST + " values, aliases counted as what they stand for",
                    "remove the anchors that hold each other over and over")));
        }
        if (depth > DEEPEST) {
            throw new FaultyFile(List.of(new ConfigFault(
                    file, line(node), "", "is nested too deeply", "remove the anchor that holds itself")));
        }
        if (node instanceof MappingNode mapping) {
            return readMapping(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return readSequence(sequence, pointer, depth);
        }
        return readScalar((ScalarNode) node, pointer);
    }

    private ObjectNode readMapping(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                faults.add(
                        new Found(line(tuple.getKeyNode()), pointer, "has a key that is not text", "use a plain word"));
                continue;
            }
            String key = keyNode.getValue();
            if (NO_CHARACTER.matcher(key).find()) {
                faults.add(new Found(
                        line(keyNode),
                        pointer,
                        "has a key with a NUL, or half a character, in it",
                        "use a plain word"));
                continue;
            }
            String below = YamlTree.below(pointer, key);
            int line = line(tuple.getKeyNode());
            if (object.has(key)) {
                String problem = "`" + key + "` is there twice, first in line " + lines.get(below);
                faults.add(new Found(line, "", problem, "keep one of the two"));
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

    private JsonNode readScalar(ScalarNode scalar, String pointer) {
        String text = scalar.getValue();
        if (NO_CHARACTER.matcher(text).find()) {
            return fault(scalar, pointer, "holds a NUL, or half a character, which no name can", "remove it");
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            if (text.matches("true|false")) {
                return JSON.booleanNode(text.equals("true"));
            }
            return fault(scalar, pointer, "is neither true nor false", "write true or false, without quotes");
        }
        if (scalar.getTag().equals(Tag.INT)) {
            if (WHOLE.matcher(text).matches()) {
                return JSON.numberNode(new BigInteger(text));
            }
            return fault(scalar, pointer, "is not a whole number that can be used", NUMBER_CURE);
        }
        if (scalar.getTag().equals(Tag.FLOAT) && !NOT_FINITE.matcher(text).matches()) {
            if (DECIMAL.matcher(text).matches()) {
                return JSON.numberNode(new BigDecimal(text));
            }
            return fault(scalar, pointer, "is not a number that can be used", NUMBER_CURE);
        }
        return JSON.stringNode(text);
    }

    private JsonNode fault(Node node, String pointer, String problem, String cure) {
        int line = lines.getOrDefault(pointer, line(node));
        faults.add(new Found(line, pointer, problem, cure));
        return JSON.nullNode();
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
