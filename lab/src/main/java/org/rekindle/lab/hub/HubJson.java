// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads and writes JSON. */
final class HubJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HubJson() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write JSON", impossible);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException naming {@code source} when it is no JSON; the text is not repeated
     */
    static JsonNode parse(String source, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(source + " is no JSON");
        }
    }
}
