// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;

/** Upgrades, one minor version at a time. */
final class UpgradeRemedy extends UpgradingRemedy {

    @Override
    public Remedy id() {
        return Remedy.UPGRADE;
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        if (input.isExpired()) {
            return List.of(Reason.of(ReasonCode.UPGRADE_IS_LEFT));
        }
        return List.of(Reason.of(ReasonCode.UPGRADE_RENEWS));
    }
}
