// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;

/** Does nothing, since nothing is wrong. */
final class NothingToDoRemedy extends EndingRemedy {

    @Override
    public Remedy id() {
        return Remedy.NOTHING;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        if (input.condition() == Condition.HEALTHY) {
            return Optional.empty();
        }
        return Optional.of(Reason.of(ReasonCode.SOMETHING_IS_WRONG));
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        return List.of(Reason.of(ReasonCode.NOTHING_IS_WRONG));
    }
}
