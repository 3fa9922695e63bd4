// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import java.time.Duration;
import org.rekindle.workflows.api.CommandActivities;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.model.fleet.SiteCommand;

/** Has a command of the site's own run by a worker. */
public final class SiteCommandCall {

    /** For the command's own check before and after, and for ending all that it has started. */
    private static final Duration AROUND = Duration.ofMinutes(3);

    private SiteCommandCall() {}

    /** What the command came to. It has twice its time, so that it has its whole time again after the end of a worker. */
    public static CommandOutcome run(CommandRequest request) {
        SiteCommand command = request.command();
        return ActivityStubs.longRunning(
                        CommandActivities.class,
                        "Run the command " + command.name(),
                        command.timeout().plus(AROUND).multipliedBy(2))
                .run(request);
    }
}
