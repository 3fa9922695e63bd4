// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one thing of Magnum, each by itself: one that is not as Magnum documents it is remembered by its name and
 * read as absent, so that it hides neither the other fields nor the other things of a list.
 */
final class MagnumFields {

    /** Magnum's own names and ids have 255 characters at most. */
    private static final int LONGEST = 4096;

    private final JsonNode thing;
    private final List<String> odd = new ArrayList<>();

    MagnumFields(JsonNode thing) {
        this.thing = thing;
    }

    /** The names of the fields that could not be read. */
    List<String> odd() {
        return List.copyOf(odd);
    }

    /** A text of the first of these fields that is there; null when none is, or when it is null. A number is a text too. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            JsonNode value = thing.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                boolean isText = value.isValueNode() && value.asText().length() <= LONGEST;
                return unless(isText ? value.asText() : null, name);
            }
        }
        return null;
    }

    /** A text that nothing hangs on, such as a reason; of a longer one the end, and of an object its JSON. */
    @Nullable
    String words(String name) {
        return words(thing.path(name));
    }

    private static @Nullable String words(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String words = value.isValueNode() ? value.asText() : value.toString();
        return words.length() <= LONGEST ? words : "… " + words.substring(words.length() - LONGEST);
    }

    /** A number that is not negative; null when it is absent or null. */
    @Nullable
    Integer number(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        boolean isNumber = value.isIntegralNumber() || value.isTextual();
        boolean fits = isNumber && value.asText().matches("\\d{1,9}");
        return unless(fits ? Integer.valueOf(value.asText()) : null, name);
    }

    /** A truth value; null when it is absent or null. */
    @Nullable
    Boolean truth(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        boolean isTruth =
                value.isBoolean() || (value.isTextual() && value.asText().matches("(?i)true|false"));
        return unless(isTruth ? Boolean.valueOf(value.asText()) : null, name);
    }

    /** A time; null when it is absent or null. */
    @Nullable
    Instant time(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return unless(Times.read(value), name);
    }

    /** Texts by name, such as labels; numbers and truth values are texts, nulls are left out. Null when there are none. */
    @Nullable
    Map<String, String> texts(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return unless(value.isObject() ? texts(value) : null, name);
    }

    private static @Nullable Map<String, String> texts(JsonNode value) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isNull()) {
                if (!entry.getValue().isValueNode() || entry.getValue().asText().length() > LONGEST) {
                    return null;
                }
                texts.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return texts;
    }

    /** Reasons by part, such as Magnum's health poll has them; a text alone stands for all parts. Never odd. */
    Map<String, String> reasons(String name) {
        JsonNode value = thing.path(name);
        Map<String, String> reasons = new LinkedHashMap<>();
        if (value.isObject()) {
            value.properties().forEach(part -> reasons.put(part.getKey(), orEmpty(words(part.getValue()))));
        } else if (value.isTextual() && !value.asText().isBlank()) {
            reasons.put("all", orEmpty(words(value)));
        }
        return reasons;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The value, or null with the field remembered as odd. */
    private <T> @Nullable T unless(@Nullable T value, String name) {
        if (value == null) {
            odd.add(name);
        }
        return value;
    }
}
