// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The control plane is rolled by making a machine more before one goes (maxSurge 1), which the quota must allow. */
final class RoomForSurge implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        QuotaSighting quota = step.quota();
        if (quota == null || quota.lines().isEmpty()) {
            return Stream.of(Finding.of(Verdict.WARNS, Reason.of(ReasonCode.UPGRADE_QUOTA_UNKNOWN)));
        }
        List<String> lacking = quota.lines().stream()
                .filter(line -> !line.has(line.ofSurge()))
                .map(line -> line.resource() + " (needed " + line.ofSurge() + ", free " + free(line) + ")")
                .toList();
        if (lacking.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                Verdict.REFUSES, Reason.of(ReasonCode.UPGRADE_QUOTA_TIGHT, "lacking", String.join(", ", lacking))));
    }

    private static int free(QuotaLine line) {
        return line.limit() - line.used();
    }
}
