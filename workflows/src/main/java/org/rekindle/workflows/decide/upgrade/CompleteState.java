// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Magnum upgrades only from a COMPLETE state, and UPDATE_FAILED is a door that opens one way. */
final class CompleteState implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        ClusterStatus status = step.cluster().status();
        if (!step.first() || status.isComplete()) {
            return Stream.empty();
        }
        ReasonCode code =
                status.isInProgress() ? ReasonCode.UPGRADE_STATE_IN_PROGRESS : ReasonCode.UPGRADE_STATE_FAILED;
        return Stream.of(Finding.of(Verdict.REFUSES, Reason.of(code, "status", status.toString())));
    }
}
