// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * After expiry an upgrade cannot work. Seen on real controllers: the control plane's roll stalls for good, since Cluster API no
 * longer reaches the cluster, and the worker of a group that rolls without surge is marked for deletion within two seconds.
 * What ends while the roll is under way is no better.
 */
final class CertificatesLast implements UpgradeRule {

    /** A step takes half an hour or more, and the ladder may have several. */
    private static final long DAYS = 1;

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        if (step.diagnosis().condition() == Condition.EXPIRED) {
            return Stream.of(Finding.of(Verdict.REFUSES, Reason.of(ReasonCode.UPGRADE_CERTIFICATES_EXPIRED)));
        }
        Long left = step.diagnosis().daysLeft();
        if (left == null) {
            return Stream.of(Finding.of(Verdict.CANNOT_KNOW, Reason.of(ReasonCode.UPGRADE_EXPIRY_UNKNOWN)));
        }
        if (left >= DAYS) {
            return Stream.empty();
        }
        return Stream.of(
                Finding.of(Verdict.REFUSES, Reason.of(ReasonCode.UPGRADE_EXPIRY_TOO_NEAR, "left", Text.days(left))));
    }
}
