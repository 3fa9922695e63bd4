// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JSON values as Python's {@code repr} and {@code type} show them, which Magnum puts into its messages. */
final class PythonText {

    private PythonText() {}

    static String repr(JsonNode node) {
        if (node.isObject()) {
            List<String> entries = new ArrayList<>();
            node.properties().forEach(entry -> entries.add(quote(entry.getKey()) + ": " + repr(entry.getValue())));
            return "{" + String.join(", ", entries) + "}";
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.elements().forEachRemaining(element -> elements.add(repr(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return node.isTextual() ? quote(node.asText()) : str(node);
    }

    static String str(JsonNode node) {
        if (node.isContainerNode()) {
            return repr(node);
        }
        if (node.isNull() || node.isMissingNode()) {
            return "None";
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? "True" : "False";
        }
        return node.asText();
    }

    static String type(JsonNode node) {
        String name = switch (node.getNodeType()) {
            case OBJECT, POJO -> "dict";
            case ARRAY -> "list";
            case BOOLEAN -> "bool";
            case NUMBER -> node.isIntegralNumber() ? "int" : "float";
            case STRING, BINARY -> "str";
            case NULL, MISSING -> "NoneType";
        };
        return "<class '" + name + "'>";
    }

    private static String quote(String text) {
        if (text.contains("'") && !text.contains("\"")) {
            return "\"" + text.replace("\\", "\\\\") + "\"";
        }
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
