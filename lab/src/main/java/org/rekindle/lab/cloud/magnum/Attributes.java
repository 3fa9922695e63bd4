// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;

/**
 * The types of a request's attributes, checked the way WSME does, with its messages.
 *
 * @param argument the name that messages give to the body as a whole
 */
record Attributes(String argument, Map<String, Type> types, List<String> mandatory) {

    /** What an attribute may hold. */
    sealed interface Type {

        record Text(int max, @Nullable String pattern) implements Type {}

        record Whole(int min, @Nullable Integer max) implements Type {}

        record Flag() implements Type {}

        record OneOf(List<String> values) implements Type {}

        record Labels() implements Type {}

        record Anything() implements Type {}

        record ReadOnly() implements Type {}
    }

    static Type text() {
        return new Type.Text(255, null);
    }

    static Type whole(int min) {
        return new Type.Whole(min, null);
    }

    static Type flag() {
        return new Type.Flag();
    }

    /** Reads a body and refuses it when it does not fit. */
    JsonNode read(String body) {
        JsonNode node = json(body);
        if (!node.isObject()) {
            throw MagnumError.badRequest("Request is not in valid JSON format");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!types.containsKey(name)) {
                throw MagnumError.badRequest("Unknown attribute for argument " + argument + ": " + name);
            }
        });
        types.forEach((name, type) -> {
            if (node.hasNonNull(name)) {
                check(node, name, type, node.get(name));
            }
        });
        for (String name : mandatory) {
            if (!node.hasNonNull(name)) {
                throw MagnumError.invalid(name, "None", "Mandatory field missing.");
            }
        }
        return node;
    }

    static JsonNode json(String body) {
        try {
            return JsonFields.read(body);
        } catch (JsonProcessingException e) {
            throw MagnumError.badRequest("Request is not in valid JSON format");
        }
    }

    /** The labels of a body as text. */
    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties().forEach(label -> labels.put(label.getKey(), PythonText.str(label.getValue())));
        return labels;
    }

    static @Nullable String textOf(JsonNode body, String name) {
        return body.hasNonNull(name) ? PythonText.str(body.get(name)) : null;
    }

    static boolean flagOf(JsonNode body, String name, boolean otherwise) {
        if (!body.hasNonNull(name)) {
            return otherwise;
        }
        return List.of("1", "t", "true", "on", "y", "yes")
                .contains(PythonText.str(body.get(name)).toLowerCase(Locale.ROOT));
    }

    static int wholeOf(JsonNode body, String name, int otherwise) {
        return body.hasNonNull(name) ? Integer.parseInt(body.get(name).asText()) : otherwise;
    }

    private void check(JsonNode body, String name, Type type, JsonNode value) {
        String shown = PythonText.str(value);
        if (type instanceof Type.Text text) {
            checkText(name, text, shown);
        } else if (type instanceof Type.Whole whole) {
            checkWhole(body, name, whole, value, shown);
        } else if (type instanceof Type.OneOf oneOf && !oneOf.values().contains(shown)) {
            throw MagnumError.invalid(name, shown, "Value should be one of: " + String.join(", ", oneOf.values()));
        } else if (type instanceof Type.Labels) {
            checkLabels(body, name, value);
        } else if (type instanceof Type.ReadOnly) {
            throw MagnumError.invalid(name, shown, "Cannot set read only field.");
        }
    }

    private static void checkText(String name, Type.Text type, String shown) {
        if (shown.isEmpty()) {
            throw MagnumError.invalid(name, shown, "Value should have a minimum character requirement of 1");
        }
        if (shown.length() > type.max()) {
            throw MagnumError.invalid(
                    name, shown, "Value should have a maximum character requirement of " + type.max());
        }
        if (type.pattern() != null && !Pattern.matches(type.pattern(), shown)) {
            throw MagnumError.invalid(name, shown, "Value should match the pattern " + type.pattern());
        }
    }

    private void checkWhole(JsonNode body, String name, Type.Whole type, JsonNode value, String shown) {
        int number;
        try {
            number = Integer.parseInt(value.asText());
        } catch (NumberFormatException e) {
            throw MagnumError.invalid(
                    argument,
                    PythonText.repr(body),
                    "invalid literal for int() with base 10: " + PythonText.repr(value));
        }
        if (number < type.min()) {
            throw MagnumError.invalid(name, shown, "Value should be greater or equal to " + type.min());
        }
        if (number > Objects.requireNonNullElse(type.max(), Integer.MAX_VALUE)) {
            throw MagnumError.invalid(name, shown, "Value should be lesser or equal to " + type.max());
        }
    }

    private void checkLabels(JsonNode body, String name, JsonNode value) {
        if (!value.isObject()) {
            throw MagnumError.invalid(
                    argument, PythonText.repr(body), "Value not a valid dict: " + PythonText.str(value));
        }
        value.forEach(label -> {
            if (label.isContainerNode()) {
                throw MagnumError.invalid(
                        name,
                        PythonText.repr(value),
                        "Wrong type. Expected '(<class 'str'>, <class 'int'>, <class 'bool'>, <class 'float'>)', got '"
                                + PythonText.type(label) + "'");
            }
        });
    }
}
