// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import java.io.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.webhook.MalformedPayload;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * Reads those texts of a body to which JSON pointers lead, and keeps nothing else of it: a body of many small things costs no more
 * memory than another one.
 */
final class PointedFields {

    /** A place on the way of one or more pointers. */
    private static final class Place {

        private final Map<String, Place> below = new HashMap<>();
        private @Nullable String pointer;
    }

    private final Place root = new Place();

    /** @param pointers of JSON, each of one name or more */
    PointedFields(Collection<String> pointers) {
        for (String pointer : pointers) {
            Place place = root;
            for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
                place = place.below.computeIfAbsent(rest.getMatchingProperty(), name -> new Place());
            }
            place.pointer = pointer;
        }
    }

    /**
     * Reads an object to its end: the texts by their pointers, without those that are not there.
     *
     * @throws MalformedPayload when it is no object
     */
    Map<String, String> read(Reader body, String expected) {
        Map<String, String> found = new LinkedHashMap<>();
        try (JsonParser json = SenderJson.MAPPER.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedPayload("The body is no JSON object: send " + expected + ".");
            }
            walk(json, root, found);
        }
        return found;
    }

    /** Goes no deeper than a pointer does. */
    private static void walk(JsonParser json, Place place, Map<String, String> found) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                visit(json, place.below.get(name), found);
            }
            return;
        }
        int index = 0;
        for (JsonToken next = json.nextToken(); next != null && next != JsonToken.END_ARRAY; next = json.nextToken()) {
            visit(json, place.below.get(String.valueOf(index)), found);
            index++;
        }
    }

    private static void visit(JsonParser json, @Nullable Place place, Map<String, String> found) {
        JsonToken token = json.currentToken();
        if (place == null || token == null) {
            json.skipChildren();
        } else if (token.isScalarValue()) {
            keep(place.pointer, SenderJson.text(json), found);
        } else {
            walk(json, place, found);
        }
    }

    private static void keep(@Nullable String pointer, String text, Map<String, String> found) {
        if (pointer != null && !text.isEmpty()) {
            found.put(pointer, text);
        }
    }
}
