// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The template's chart and its Kubernetes version fit together; what speaks against it without forbidding it is said. */
final class ChartFits implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        if (step.to().fits()) {
            return step.to().warnings().stream()
                    .map(warning -> Finding.of(Verdict.WARNS, warning, Reason.of(ReasonCode.UPGRADE_PROOFS_WILL_SHOW)));
        }
        List<Reason> reasons = new ArrayList<>(step.to().reasons());
        reasons.add(Reason.of(ReasonCode.UPGRADE_SEE_COMPAT));
        boolean known = step.to().certainty() != Certainty.UNKNOWN;
        return Stream.of(new Finding(known ? Verdict.REFUSES : Verdict.CANNOT_KNOW, List.copyOf(reasons)));
    }
}
