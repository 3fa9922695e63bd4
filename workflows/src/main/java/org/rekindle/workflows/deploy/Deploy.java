// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import java.util.List;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.run.RunContext;

/** Carries out the deploy steps in the fleet file's order, each one whole before the next begins. */
public final class Deploy {

    private final RunContext run;
    private final StepKinds kinds;

    /** The deploy steps of one cluster. */
    public Deploy(RunContext run) {
        this.run = run;
        this.kinds = new StepKinds(run);
    }

    /** Carries out every step. The operator may skip each one. */
    public void all(Connection connection) {
        List<DeployStep> steps = run.profile().deploy();
        if (steps.isEmpty()) {
            return;
        }
        run.state()
                .enter(
                        Phase.REDEPLOYING,
                        "Redeploying in order: " + run.profile().deployNames() + ".");
        steps.forEach(step -> kinds.carryOut(step, connection));
    }
}
