// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.observation.QuotaLine;

/** Decides whether the quota of the project has room for a cluster. What the cluster takes up is known at the least. */
public final class QuotaSufficiency {

    private QuotaSufficiency() {}

    /** What is lacking for a rebuild once the old cluster is gone, since a delete gives back what it takes up. */
    public static Optional<String> lackingAfterTeardown(List<QuotaLine> lines) {
        return lacking(lines.stream()
                .filter(line -> line.ofNew() > 0 && !line.has(line.ofNew() - line.ofCluster()))
                .map(line -> line.resource() + " (needed " + line.ofNew() + ", free once the old cluster is gone "
                        + (line.limit() - line.used() + line.ofCluster()) + ")")
                .toList());
    }

    /** What is lacking for a cluster beside the old one. */
    public static Optional<String> lackingBeside(List<QuotaLine> lines) {
        return lacking(lines.stream()
                .filter(line -> line.ofNew() > 0 && !line.has(line.ofNew()))
                .map(line ->
                        line.resource() + " (needed " + line.ofNew() + ", free " + (line.limit() - line.used()) + ")")
                .toList());
    }

    private static Optional<String> lacking(List<String> lacks) {
        if (lacks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(lacks.stream().collect(Collectors.joining(", ")) + ".");
    }
}
