// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.UpgradePolicy;

/** What speaks against upgrades of any kind. */
final class Upgrades {

    private Upgrades() {}

    static Optional<String> objection(Facts facts) {
        if (!facts.concernsCertificates()) {
            return Optional.of("An upgrade mends nothing but certificates that end.");
        }
        boolean insisted = facts.profile().policy().upgrade() == UpgradePolicy.ALWAYS;
        if (facts.isExpired() && !(insisted && facts.rungs().isEmpty())) {
            return Optional.of("The certificates have expired, so an upgrade stalls and costs the workers.");
        }
        return facts.hops().isEmpty()
                ? Optional.of("No allowed template can be upgraded to; the decisions on upgrades say why.")
                : Optional.empty();
    }
}
