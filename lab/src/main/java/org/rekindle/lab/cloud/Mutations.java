// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All mutations that reached the cloud, oldest first. */
public record Mutations(List<Mutation> all) {

    public Mutations {
        all = List.copyOf(all);
    }

    /** How many there were of each kind that were carried out; kinds that did not occur are absent. */
    public Map<Mutation.Kind, Integer> carriedOut() {
        return count(false);
    }

    /** How many there were of each kind that were refused; kinds that did not occur are absent. */
    public Map<Mutation.Kind, Integer> refused() {
        return count(true);
    }

    /** How many of a kind were carried out. */
    public int carriedOut(Mutation.Kind kind) {
        return carriedOut().getOrDefault(kind, 0);
    }

    private Map<Mutation.Kind, Integer> count(boolean refused) {
        Map<Mutation.Kind, Integer> counts = new EnumMap<>(Mutation.Kind.class);
        for (Mutation mutation : all) {
            if (mutation.refused() == refused) {
                counts.merge(mutation.kind(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
