// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.Remedy;

/** Upgrades, one minor version at a time. */
final class ClimbLadder implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.UPGRADE;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        return Upgrades.objection(facts);
    }

    @Override
    public String because(Facts facts) {
        return facts.isExpired()
                ? "No template is left to build from, so nothing is torn down."
                : "The certificates still count, so an upgrade renews them and nothing is destroyed.";
    }
}
