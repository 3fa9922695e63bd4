// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.DeployStep;

/** Carries out the deploy steps of one kind. */
interface StepKind<S extends DeployStep> {

    /** The steps that it carries out. */
    Class<S> step();

    /**
     * Carries a step out, or asks the operator until it is carried out or skipped. It may have been carried out before, in part or
     * as a whole: by a worker that died, or by an earlier redeploy.
     */
    void carryOut(S step, Connection connection);
}
