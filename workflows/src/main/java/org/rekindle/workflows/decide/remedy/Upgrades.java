// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.UpgradePolicy;

/** What speaks against upgrades of any kind. */
final class Upgrades {

    private Upgrades() {}

    static Optional<String> objection(Facts facts) {
        if (!facts.concernsCertificates()) {
            return Optional.of("An upgrade mends nothing but certificates that end.");
        }
        if (facts.seen().api().trouble() == ApiTrouble.OTHER_AUTHORITY) {
            return Optional.of(
                    "Magnum's books name another authority than the one that has signed what the cluster serves: new"
                            + " machines would get certificates that the others do not trust.");
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
