// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import java.util.List;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.run.RunContext;

/**
 * Gives a rebuilt cluster's kubeconfig to the commands that put it where others need it: their old one opens nothing any more. It
 * comes before the deploy steps, which may rest on it.
 */
public final class HandOff {

    private final RunContext run;
    private final SiteCommands commands;

    /** The hand-off of one cluster. */
    public HandOff(RunContext run) {
        this.run = run;
        this.commands = new SiteCommands(run);
    }

    /** Runs every command in the fleet file's order. The operator may skip each one. */
    public void all(Connection connection) {
        List<SiteCommand> entries = run.profile().handOff();
        if (entries.isEmpty()) {
            return;
        }
        run.state()
                .enter(
                        Phase.REDEPLOYING,
                        "Handing the kubeconfig off by " + run.profile().handOffNames() + ".");
        entries.forEach(entry -> commands.give("hand off " + entry.name(), entry, connection));
    }
}
