// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pods of two network plug-ins do not reach each other; the driver takes the plug-in from the template since 1.4.0. */
final class SameNetworkDriver implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        @Nullable String now = hop.from() == null ? null : hop.from().networkDriver();
        @Nullable String then = hop.to().template().networkDriver();
        if (hop.from() != null && Objects.equals(now, then)) {
            return Stream.empty();
        }
        if (now == null || then == null) {
            return Stream.of(new Finding(
                    "same network driver",
                    Verdict.CANNOT_KNOW,
                    "It is not known whether the network driver stays the same (now " + told(now) + ", then "
                            + told(then) + ").",
                    "Compare network_driver of both templates."));
        }
        return Stream.of(new Finding(
                "same network driver",
                Verdict.REFUSES,
                "The network driver would change from " + now + " to " + then + " under running pods.",
                "Use a template with " + now + "."));
    }

    private static String told(@Nullable String driver) {
        return driver == null ? "not told" : driver;
    }
}
