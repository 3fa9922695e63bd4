// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.proxy.Operation;
import org.rekindle.lab.proxy.Passage;

/** What must hold in every run, as plain functions: each gives what does not, in sentences. */
final class Invariants {

    private Invariants() {}

    /** A rebuild ends with another cluster, and everything else with the same one. */
    static Optional<String> rightCluster(Errand errand, boolean isOld) {
        if (isOld != errand.rebuilds()) {
            return Optional.empty();
        }
        return Optional.of(isOld ? "The cluster is still the old one." : "The cluster is another one.");
    }

    /** Each delete is of the cluster of a plan that leave had been given for, or of one that the run made under such leave. */
    static List<String> deletedWithoutLeave(List<Mutation> mutations, List<Human.Leave> leaves) {
        List<String> violations = new ArrayList<>();
        Set<String> made = new HashSet<>();
        for (Mutation mutation : mutations) {
            String uuid = mutation.clusterUuid();
            if (mutation.refused() || uuid == null) {
                continue;
            }
            if (mutation.kind() == Mutation.Kind.CREATE) {
                made.add(uuid);
            }
            boolean given = leaves.stream()
                    .filter(leave -> !leave.at().isAfter(mutation.at()))
                    .anyMatch(leave -> uuid.equals(leave.clusterUuid()) || made.contains(uuid));
            if (mutation.kind() == Mutation.Kind.DELETE && !given) {
                violations.add("Cluster " + uuid + " was deleted without leave.");
            }
        }
        return List.copyOf(violations);
    }

    /**
     * Nothing is carried out twice for one intent. Where the network itself sent a request twice, or delivered it after its sender
     * had given it up, nobody can keep the cloud from that; then the other invariants say whether it did harm.
     */
    static List<String> carriedOutTwice(List<Passage> passages) {
        Map<String, List<Passage>> byIntent = new LinkedHashMap<>();
        for (Passage passage : passages) {
            // Signing is asked for as often as there is nothing signed: it leaves nothing behind.
            if (passage.operation().changes() && passage.operation() != Operation.SIGN && passage.carriedOut() > 0) {
                byIntent.computeIfAbsent(Intent.of(passage), intent -> new ArrayList<>())
                        .add(passage);
            }
        }
        List<String> violations = new ArrayList<>();
        byIntent.forEach((intent, carriedOut) -> {
            boolean multiplied = carriedOut.stream()
                    .anyMatch(each -> each.trouble() != null && each.trouble().multiplies());
            if (carriedOut.size() > 1 && !multiplied) {
                violations.add("Carried out " + carriedOut.size() + " times: " + intent + ": " + carriedOut);
            }
        });
        return List.copyOf(violations);
    }
}
