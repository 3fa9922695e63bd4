// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.rebuild.QuotaSufficiency;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.Phase;

/** Tears the cluster down and builds it again. It is the last resort, and the teardown guard checks it. */
final class RebuildAfterTeardownRemedy extends RebuildingRemedy {

    @Override
    public Remedy id() {
        return Remedy.REBUILD;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        return RebuildObjections.afterExpiry(input).or(() -> quota(input));
    }

    /** An unknown quota is no objection: the plan says so, and the run reads it again right before the delete. */
    private Optional<Reason> quota(RemedyInput input) {
        QuotaSighting quota = input.quota();
        if (quota == null) {
            return Optional.empty();
        }
        return lackingQuota(quota.lines())
                .map(lacks -> Reason.of(ReasonCode.QUOTA_LACKS_AFTER_TEARDOWN, "lacks", lacks));
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        return List.of(Reason.of(ReasonCode.REBUILD_IS_LEFT));
    }

    @Override
    public List<PlannedStep> steps(StepsInput input) {
        return PlannedSteps.after(input)
                .approval()
                .tearDown()
                .rebuild("")
                .verify()
                .inOrder();
    }

    @Override
    public List<Phase> phases(boolean upgrades) {
        return Phases.of(
                upgrades,
                Phase.AWAITING_APPROVAL,
                Phase.TEARING_DOWN,
                Phase.REBUILDING,
                Phase.CONNECTING,
                Phase.REDEPLOYING,
                Phase.VERIFYING);
    }

    @Override
    public Optional<String> lackingQuota(List<QuotaLine> lines) {
        return QuotaSufficiency.lackingAfterTeardown(lines);
    }
}
