// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.ServiceTimes;

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
                return unless(text(value), name);
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isValueNode() && value.asText().length() <= LONGEST) {
            return value.asText();
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
        if (words.length() <= LONGEST) {
            return words;
        }
        return "… " + words.substring(words.length() - LONGEST);
    }

    /** A number that is not negative; null when it is absent or null. */
    @Nullable
    Integer number(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return unless(number(value), name);
    }

    private static @Nullable Integer number(JsonNode value) {
        boolean isNumber = value.isIntegralNumber() || value.isTextual();
        if (isNumber && value.asText().matches("\\d{1,9}")) {
            return Integer.valueOf(value.asText());
        }
        return null;
    }

    /** A truth value; null when it is absent or null. */
    @Nullable
    Boolean truth(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return unless(truth(value), name);
    }

    private static @Nullable Boolean truth(JsonNode value) {
        if (value.isBoolean() || (value.isTextual() && value.asText().matches("(?i)true|false"))) {
            return Boolean.valueOf(value.asText());
        }
        return null;
    }

    /** A time; null when it is absent or null. */
    @Nullable
    Instant time(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return unless(ServiceTimes.read(value), name);
    }

    /** Texts by name, such as labels; numbers and truth values are texts, nulls are left out. Null when there are none. */
    @Nullable
    Map<String, String> texts(String name) {
        JsonNode value = thing.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return unless(texts(value), name);
    }

    private static @Nullable Map<String, String> texts(JsonNode value) {
        if (!value.isObject()) {
            return null;
        }
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
        if (text == null) {
            return "";
        }
        return text;
    }

    /** The value, or null with the field remembered as odd. */
    private <T> @Nullable T unless(@Nullable T value, String name) {
        if (value == null) {
            odd.add(name);
        }
        return value;
    }
}
