// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;

/** Magnum upgrades only from a COMPLETE state, and UPDATE_FAILED is a door that opens one way. */
final class CompleteState implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        String status = hop.cluster().status();
        if (!hop.first() || status.endsWith("_COMPLETE")) {
            return Stream.empty();
        }
        return Stream.of(new Finding(
                "complete state",
                Verdict.REFUSES,
                "Magnum says " + status + ", and upgrades only from a COMPLETE state.",
                status.endsWith("_IN_PROGRESS")
                        ? "Wait until it is done."
                        : "The operators of the cloud can put the state right; a tenant cannot."));
    }
}
