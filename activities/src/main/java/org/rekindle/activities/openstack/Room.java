// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much of each resource is left in the project. What has no limit, or whose limit cannot be asked for, is not in it. */
final class Room {

    private final Map<Resource, Integer> free = new EnumMap<>(Resource.class);

    /** @param limit -1 for none */
    void put(Resource resource, int limit, int used) {
        if (limit >= 0) {
            free.put(resource, limit - used);
        }
    }

    /** How much is left by resource. */
    Map<Resource, Integer> free() {
        return Map.copyOf(free);
    }

    /**
     * What there is not enough of, each with its numbers.
     *
     * @param comesFree what is given back before; {@link Demand#none} when nothing is
     */
    List<String> lacks(Demand wanted, Demand comesFree) {
        return wanted.amounts().entrySet().stream()
                .filter(want -> free.containsKey(want.getKey()))
                .filter(want -> want.getValue() > free(want.getKey()) + comesFree.of(want.getKey()))
                .map(want -> inWords(want.getKey(), want.getValue(), comesFree.of(want.getKey())))
                .collect(Collectors.toUnmodifiableList());
    }

    private String inWords(Resource resource, int wanted, int comesFree) {
        return wanted + " " + resource.label() + " are needed, " + free(resource) + " are free"
                + (comesFree == 0 ? "" : " and " + comesFree + " come free");
    }

    private int free(Resource resource) {
        return free.getOrDefault(resource, 0);
    }
}
