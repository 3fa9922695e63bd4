// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of each resource the project may have, and has. What no service reports is not in it. */
public final class QuotaHeadroom {

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

    private final Map<QuotaResource, Allotment> allotments = new EnumMap<>(QuotaResource.class);

    /** @param limit -1 for none */
    void put(QuotaResource resource, int limit, int used) {
        allotments.put(resource, new Allotment(limit, used));
    }

    /** By resource, in their order. */
    Map<QuotaResource, Allotment> all() {
        return Collections.unmodifiableMap(allotments);
    }

    /**
     * What there is not enough of, each with its numbers.
     *
     * @param comesFree what is given back before; {@link ResourceDemand#none} when nothing is
     */
    public List<String> lacks(ResourceDemand wanted, ResourceDemand comesFree) {
        return wanted.amounts().entrySet().stream()
                .filter(want -> isShort(want.getKey(), want.getValue() - comesFree.of(want.getKey())))
                .map(want -> inWords(want.getKey(), want.getValue(), comesFree.of(want.getKey())))
                .toList();
    }

    private boolean isShort(QuotaResource resource, int wanted) {
        Allotment allotment = allotments.get(resource);
        return allotment != null && allotment.isLimited() && wanted > allotment.free();
    }

    private String inWords(QuotaResource resource, int wanted, int comesFree) {
        String needed = resource.label() + " (needed " + wanted + ", free " + free(resource);
        if (comesFree == 0) {
            return needed + ")";
        }
        return needed + ", coming free " + comesFree + ")";
    }

    private int free(QuotaResource resource) {
        Allotment allotment = allotments.get(resource);
        if (allotment == null) {
            return 0;
        }
        return allotment.free();
    }
}
