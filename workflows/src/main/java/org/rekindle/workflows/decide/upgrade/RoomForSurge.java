// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaSighting;

/** The control plane is rolled by making a machine more before one goes (maxSurge 1), which the quota must allow. */
final class RoomForSurge implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        QuotaSighting quota = hop.quota();
        if (quota == null || quota.lines().isEmpty()) {
            return Stream.of(new Finding(
                    "room for surge",
                    Verdict.WARNS,
                    "It is not known whether the quota allows one machine more.",
                    "`./rekindle cloud quota` tells."));
        }
        List<String> lacking = quota.lines().stream()
                .filter(line -> !line.has(line.ofSurge()))
                .map(line -> line.resource() + " (needed " + line.ofSurge() + ", free " + free(line) + ")")
                .toList();
        return lacking.isEmpty()
                ? Stream.empty()
                : Stream.of(new Finding(
                        "room for surge",
                        Verdict.REFUSES,
                        "The quota has no room for one machine of the control plane more: " + String.join(", ", lacking)
                                + ".",
                        "Free some, or ask for a larger quota."));
    }

    private static int free(QuotaLine line) {
        return line.limit() - line.used();
    }
}
