// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays what one scenario says over what another one says: key by key, and in lists of things with names, name by name. All other
 * lists are taken whole from the upper one.
 */
final class Layers {

    private static final String NAME = "name";

    private Layers() {}

    /** The lower one with the upper one on it. */
    static ObjectNode on(ObjectNode lower, ObjectNode upper) {
        ObjectNode both = lower.deepCopy();
        upper.properties().forEach(each -> both.set(each.getKey(), on(both.get(each.getKey()), each.getValue())));
        return both;
    }

    private static JsonNode on(@Nullable JsonNode lower, JsonNode upper) {
        if (lower instanceof ObjectNode below && upper instanceof ObjectNode above) {
            return on(below, above);
        }
        if (lower instanceof ArrayNode below
                && upper instanceof ArrayNode above
                && haveNames(below)
                && haveNames(above)) {
            return byName(below, above);
        }
        return upper;
    }

    private static ArrayNode byName(ArrayNode lower, ArrayNode upper) {
        ArrayNode both = lower.deepCopy();
        Set<Integer> taken = new HashSet<>();
        for (JsonNode above : upper) {
            int place = placeOf(above.path(NAME), lower, taken);
            if (place < 0) {
                both.add(above);
            } else {
                taken.add(place);
                both.set(place, on(lower.get(place), above));
            }
        }
        return both;
    }

    /** The first namesake on which nothing lies yet: two clusters may have one name, and then the second is laid on the second. */
    private static int placeOf(JsonNode name, ArrayNode list, Set<Integer> taken) {
        for (int place = 0; place < list.size(); place++) {
            if (list.get(place).path(NAME).equals(name) && !taken.contains(place)) {
                return place;
            }
        }
        return -1;
    }

    private static boolean haveNames(ArrayNode list) {
        for (JsonNode each : list) {
            if (!each.has(NAME)) {
                return false;
            }
        }
        return !list.isEmpty();
    }
}
