// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes odd documents of a good one: each of its values, one at a time, is absent, null, of another type, empty or huge. */
public final class OddValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int HUGE = 100_000;

    /**
     * A document of which one value is odd.
     *
     * @param what where it is odd and how, such as {@code /clusters/0/status: null}; the name of a test
     */
    public record Odd(String what, JsonNode document) {

        @Override
        public String toString() {
            return what;
        }
    }

    private OddValues() {}

    /** Every odd document that can be made of a good one, by each of its values in their order. */
    public static List<Odd> of(JsonNode good) {
        List<Odd> odd = new ArrayList<>();
        pointers(good, JsonPointer.empty()).forEach(where -> {
            JsonNode absent = good.deepCopy();
            remove(absent, where);
            odd.add(new Odd(where + ": absent", absent));
            replacements(good.at(where)).forEach((how, value) -> {
                JsonNode changed = good.deepCopy();
                replace(changed, where, value);
                odd.add(new Odd(where + ": " + how, changed));
            });
        });
        return odd;
    }

    private static Stream<JsonPointer> pointers(JsonNode node, JsonPointer here) {
        Stream<JsonPointer> below = Stream.empty();
        if (node.isObject()) {
            below = node.properties().stream()
                    .flatMap(field -> pointers(field.getValue(), here.appendProperty(field.getKey())));
        } else if (node.isArray()) {
            below = IntStream.range(0, node.size())
                    .boxed()
                    .flatMap(index -> pointers(node.get(index), here.appendIndex(index)));
        }
        return here.matches() ? below : Stream.concat(Stream.of(here), below);
    }

    private static Map<String, JsonNode> replacements(JsonNode was) {
        Map<String, JsonNode> odd = new LinkedHashMap<>();
        odd.put("null", NODES.nullNode());
        odd.put("a number", NODES.numberNode(-17));
        odd.put("a truth value", NODES.booleanNode(true));
        odd.put("an empty text", NODES.textNode(""));
        odd.put("blanks", NODES.textNode("  "));
        odd.put("another text", NODES.textNode("Unknown"));
        odd.put("a huge text", NODES.textNode("x".repeat(HUGE)));
        odd.put("an empty list", NODES.arrayNode());
        odd.put("a list of null", NODES.arrayNode().addNull());
        odd.put("a list of lists", NODES.arrayNode().add(NODES.arrayNode()));
        odd.put("an empty object", NODES.objectNode());
        odd.put("an object of objects", NODES.objectNode().set("odd", NODES.objectNode()));
        odd.values().removeIf(was::equals);
        return odd;
    }

    private static void remove(JsonNode document, JsonPointer where) {
        JsonNode parent = document.at(where.head());
        if (parent instanceof ObjectNode object) {
            object.remove(where.last().getMatchingProperty());
        } else {
            ((ArrayNode) parent).remove(where.last().getMatchingIndex());
        }
    }

    private static void replace(JsonNode document, JsonPointer where, JsonNode value) {
        JsonNode parent = document.at(where.head());
        if (parent instanceof ObjectNode object) {
            object.set(where.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(where.last().getMatchingIndex(), value);
        }
    }
}
