// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import org.rekindle.workflows.model.plan.PlannedStep;
import org.rekindle.workflows.model.run.Phase;

/** What remedies have in common by which the run does nothing more itself. */
abstract class EndingRemedy extends NonDestructiveRemedy {

    @Override
    public final List<PlannedStep> steps(StepsInput input) {
        return List.of();
    }

    @Override
    public final List<Phase> phases(boolean upgrades) {
        return List.of(Phase.REPORTING);
    }
}
