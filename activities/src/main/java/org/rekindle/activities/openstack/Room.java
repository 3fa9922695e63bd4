// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of each resource the project may have, and has. What no service tells of is not in it. */
final class Room {

    /**
     * One resource.
     *
     * @param limit -1 for none
     */
    record Allotment(int limit, int used) {

        boolean isLimited() {
            return limit >= 0;
        }

        int free() {
            return limit - used;
        }
    }

    private final Map<Resource, Allotment> allotments = new EnumMap<>(Resource.class);

    /** @param limit -1 for none */
    void put(Resource resource, int limit, int used) {
        allotments.put(resource, new Allotment(limit, used));
    }

    /** By resource, in their order. */
    Map<Resource, Allotment> all() {
        return Collections.unmodifiableMap(allotments);
    }

    /**
     * What there is not enough of, each with its numbers.
     *
     * @param comesFree what is given back before; {@link Demand#none} when nothing is
     */
    List<String> lacks(Demand wanted, Demand comesFree) {
        return wanted.amounts().entrySet().stream()
                .filter(want -> isShort(want.getKey(), want.getValue() - comesFree.of(want.getKey())))
                .map(want -> inWords(want.getKey(), want.getValue(), comesFree.of(want.getKey())))
                .toList();
    }

    private boolean isShort(Resource resource, int wanted) {
        Allotment allotment = allotments.get(resource);
        return allotment != null && allotment.isLimited() && wanted > allotment.free();
    }

    private String inWords(Resource resource, int wanted, int comesFree) {
        Allotment allotment = allotments.get(resource);
        return resource.label() + " (needed " + wanted + ", free " + (allotment == null ? 0 : allotment.free())
                + (comesFree == 0 ? ")" : ", coming free " + comesFree + ")");
    }
}
