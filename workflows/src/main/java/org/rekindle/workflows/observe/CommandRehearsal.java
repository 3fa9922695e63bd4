// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import org.rekindle.workflows.api.CommandActivities;
import org.rekindle.workflows.api.CommandActivities.CommandsToCheck;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.run.ReleaseCheck;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/** Looks, while the old cluster still stands, whether the commands of a redeploy could be started. None is. */
final class CommandRehearsal {

    private CommandRehearsal() {}

    /** An answer for each command; one for all where they could not be looked for, which is not ok either. */
    static List<ReleaseCheck> of(RunContext run) {
        List<SiteCommand> commands = run.profile().commands();
        if (commands.isEmpty()) {
            return List.of();
        }
        try {
            return ActivityStubs.remote(
                            CommandActivities.class,
                            "Look whether the commands are there",
                            run.profile().policy().deadlines().request())
                    .check(new CommandsToCheck(commands))
                    .checks();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return List.of(new ReleaseCheck(
                    "all commands",
                    false,
                    "The commands could not be looked for: " + ActivityFailures.lastSeen(failure)));
        }
    }
}
