// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Phase;

/** What upgrades of any kind have in common. */
abstract class UpgradingRemedy extends NonDestructiveRemedy {

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        if (!input.concernsCertificates()) {
            return because(ReasonCode.NO_CERTIFICATE_EXPIRES);
        }
        if (input.seen().api().trouble() == ApiTrouble.OTHER_AUTHORITY) {
            return because(ReasonCode.BOOKS_DIFFER);
        }
        if (input.isExpired() && !isInsistedOn(input)) {
            return because(ReasonCode.TOO_LATE_TO_UPGRADE);
        }
        if (input.upgrades().isEmpty()) {
            return because(ReasonCode.NOTHING_TO_UPGRADE_TO);
        }
        return Optional.empty();
    }

    /** The policy may insist where nothing is left to build from. */
    private static boolean isInsistedOn(RemedyInput input) {
        return input.profile().policy().upgrade() == UpgradePolicy.ALWAYS
                && input.candidates().isEmpty();
    }

    private static Optional<Reason> because(ReasonCode code) {
        return Optional.of(Reason.of(code));
    }

    @Override
    public final List<CandidateTemplate> upgrades(RemedyInput input) {
        return input.upgrades();
    }

    @Override
    public final List<PlannedStep> steps(StepsInput input) {
        return PlannedSteps.after(input).verify().inOrder();
    }

    @Override
    public final List<Phase> phases(boolean upgrades) {
        return Phases.of(upgrades, Phase.VERIFYING);
    }
}
