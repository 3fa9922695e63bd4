// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.CommandStep;
import org.rekindle.workflows.run.RunContext;

/** Runs a command of the site's own, with the kubeconfig as a file. */
final class CommandKind implements StepKind<CommandStep> {

    private final SiteCommands commands;

    CommandKind(RunContext run) {
        this.commands = new SiteCommands(run);
    }

    @Override
    public Class<CommandStep> step() {
        return CommandStep.class;
    }

    @Override
    public void carryOut(CommandStep step, Connection connection) {
        commands.run("deploy " + step.name(), step.command(), connection);
    }
}
