// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.HumanStep;
import org.rekindle.workflows.run.RunContext;

/** Waits until a person has done what the fleet file's text says: RETRY says that it is done. */
final class HumanKind implements StepKind<HumanStep> {

    private final RunContext run;

    HumanKind(RunContext run) {
        this.run = run;
    }

    @Override
    public Class<HumanStep> step() {
        return HumanStep.class;
    }

    @Override
    public void carryOut(HumanStep step, Connection connection) {
        run.operator().awaitOrSkip("deploy " + step.name(), step.text());
    }
}
