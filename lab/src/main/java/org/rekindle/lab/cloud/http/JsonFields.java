// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A JSON object that keeps the order of its fields and may hold nulls, and the mapper that reads and writes them. */
public final class JsonFields extends LinkedHashMap<String, @Nullable Object> {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** An object with one field. */
    public static JsonFields of(String field, @Nullable Object value) {
        return new JsonFields().with(field, value);
    }

    /** Adds a field and returns this object. */
    public JsonFields with(String field, @Nullable Object value) {
        put(field, value);
        return this;
    }

    /** Reads a JSON text. */
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** Writes any value that Jackson knows. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer cannot be written as JSON.", e);
        }
    }

    /** Any value as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A tree as maps, lists and plain values. */
    public static @Nullable Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }
}
