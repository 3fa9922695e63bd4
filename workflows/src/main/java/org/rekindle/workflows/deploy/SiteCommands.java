// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import io.temporal.workflow.Workflow;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.SiteCommandCall;

/** Runs commands of the site's own. The operator is asked about one that did not do its work, and may skip it. */
final class SiteCommands {

    private final RunContext run;

    SiteCommands(RunContext run) {
        this.run = run;
    }

    /** Runs a command that finds the kubeconfig's file by {@code KUBECONFIG}. */
    void run(String step, SiteCommand command, Connection connection) {
        untilDone(request(step, command, connection, false));
    }

    /** Runs a command that reads the kubeconfig on its standard input. */
    void give(String step, SiteCommand command, Connection connection) {
        untilDone(request(step, command, connection, true));
    }

    private void untilDone(CommandRequest request) {
        run.operator().optionalAttempt(request.step(), () -> attempt(request));
    }

    private Attempt<Boolean> attempt(CommandRequest request) {
        SiteCommand command = request.command();
        run.waits().waitFor("the command " + command.name(), command.timeout());
        CommandOutcome outcome = SiteCommandCall.run(request);
        run.waits().stopWaiting();
        if (!outcome.done()) {
            return Attempt.failed(FailureCode.REFUSED, outcome.sentence());
        }
        run.state().note(outcome.sentence());
        return Attempt.succeeded(true);
    }

    private CommandRequest request(String step, SiteCommand command, Connection connection, boolean onStandardInput) {
        return new CommandRequest(
                run.profile().cluster(),
                step,
                Workflow.getInfo().getOriginalExecutionRunId(),
                connection.apiAddress(),
                connection.kubeconfig(),
                onStandardInput,
                command);
    }
}
