// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * An upgrade takes the authority from Magnum's books. Where that is another one than the cluster's, as after a rotation that the driver
 * cannot do, new machines get certificates that the others do not trust.
 */
final class SameAuthority implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        if (step.diagnosis().cause() == Cause.WRONG_AUTHORITY) {
            return Stream.of(Finding.of(Verdict.REFUSES, Reason.of(ReasonCode.UPGRADE_BOOKS_DIFFER)));
        }
        return Stream.empty();
    }
}
