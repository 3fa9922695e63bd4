// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pods of two network plug-ins do not reach each other; the driver takes the plug-in from the template since 1.4.0. */
final class SameNetworkDriver implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        @Nullable String now = hop.from() == null ? null : hop.from().networkDriver();
        @Nullable String then = hop.to().template().networkDriver();
        if (now == null || then == null) {
            return Stream.of(new Finding(
                    "same network driver",
                    Verdict.WARNS,
                    "It is not known whether the network driver stays the same (now " + now + ", then " + then + ").",
                    "Compare network_driver of both templates."));
        }
        return now.equals(then)
                ? Stream.empty()
                : Stream.of(new Finding(
                        "same network driver",
                        Verdict.REFUSES,
                        "The network driver would change from " + now + " to " + then + " under running pods.",
                        "Use a template with " + now + "."));
    }
}
