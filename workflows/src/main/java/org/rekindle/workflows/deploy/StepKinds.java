// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import java.util.List;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.DeployStep;
import org.rekindle.workflows.run.RunContext;

/** Every kind of deploy step. A new one is a record that {@link DeployStep} permits, its class, and its line here. */
final class StepKinds {

    private final List<StepKind<?>> all;

    StepKinds(RunContext run) {
        this.all = List.of(new HelmKind(run), new CommandKind(run), new HumanKind(run), new NamesKind(run));
    }

    void carryOut(DeployStep step, Connection connection) {
        for (StepKind<?> kind : all) {
            if (kind.step().isInstance(step)) {
                carryOut(kind, step, connection);
                return;
            }
        }
        throw new IllegalStateException("No class carries out steps such as " + step.name());
    }

    private static <S extends DeployStep> void carryOut(StepKind<S> kind, DeployStep step, Connection connection) {
        kind.carryOut(kind.step().cast(step), connection);
    }
}
