// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.lab.proxy.Operation;
import org.rekindle.workflows.model.run.Outcome;

/** What must hold however requests were disturbed on their way, as plain functions: each gives what does not, in sentences. */
final class DisturbedInvariants {

    private DisturbedInvariants() {}

    /** A rebuild ends with another cluster, and everything else with one of those that were there before. */
    static Optional<String> rightCluster(@Nullable Outcome expected, boolean isOld) {
        boolean rebuilds = expected == Outcome.RECOVERED || expected == Outcome.REBUILT_NOT_PROVEN;
        if (rebuilds && isOld) {
            return Optional.of("The cluster is still the old one.");
        }
        if (!rebuilds && !isOld) {
            return Optional.of("The cluster is another one.");
        }
        return Optional.empty();
    }

    /**
     * One cluster is left, that of the end of the run, and nothing else.
     *
     * @param listed the statuses of the clusters that Magnum lists, by their UUIDs
     * @param remains the clusters of which something exists behind Magnum
     * @param known the cluster that the run ended with; null when it knows none
     */
    static List<String> oneCluster(Map<String, String> listed, Set<String> remains, @Nullable String known) {
        List<String> violations = new ArrayList<>();
        if (listed.size() != 1) {
            violations.add(listed.size() + " clusters are left: " + listed);
        }
        if (!listed.keySet().equals(remains)) {
            violations.add("Something exists of the clusters " + remains + ", but Magnum lists " + listed.keySet());
        }
        if (known == null || !listed.containsKey(known)) {
            violations.add("The cluster that the run ended with is not there.");
        }
        return List.copyOf(violations);
    }

    /**
     * Nothing is carried out twice for one intent. Where the network itself sent a request twice, or delivered it after its sender
     * had given it up, nothing can keep the cloud from that; then the other invariants say whether it did harm.
     */
    static List<String> carriedOutTwice(List<Exchange> exchanges) {
        Map<String, List<Exchange>> byIntent = new LinkedHashMap<>();
        for (Exchange exchange : exchanges) {
            // Signing is asked for as often as there is nothing signed: it leaves nothing behind.
            if (exchange.operation().changes() && exchange.operation() != Operation.SIGN && exchange.carriedOut() > 0) {
                byIntent.computeIfAbsent(Intent.of(exchange), intent -> new ArrayList<>())
                        .add(exchange);
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
