// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** Commands of the site's own, in processes on the worker's machine. */
@ActivityInterface(namePrefix = "Command.")
public interface CommandActivities {

    /**
     * Looks whether commands could be run: program, working folder and variables are there. It starts nothing. A command that could
     * not be run is an answer.
     */
    CommandChecks check(CommandsToCheck commands);

    /**
     * Runs a command, unless its own check says that its work is done. What the command comes to is an answer, also where it fails or
     * takes too long; {@code NOT_FOUND} or {@code REFUSED} where it could not be started.
     */
    CommandOutcome run(CommandRequest request);

    /** Asks whether commands could be run. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CommandsToCheck(List<SiteCommand> commands) {}

    /** Whether each command could be run, in the order in which they were asked about. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CommandChecks(List<ReleaseCheck> checks) {}

    /**
     * Asks for a command to be run.
     *
     * @param step by which the operator knows it, such as {@code deploy hubs}
     * @param runId of the workflow run, which stays the same when the command is run again
     * @param apiAddress of the cluster, such as {@code https://192.0.2.7:6443}; null for a command that has nothing to do in it
     * @param kubeconfig reference in the secret store, not the kubeconfig; null for a command that gets none
     * @param onStandardInput whether the command reads the kubeconfig there; else {@code KUBECONFIG} names its file
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CommandRequest(
            String cluster,
            String step,
            String runId,
            @Nullable String apiAddress,
            @Nullable String kubeconfig,
            boolean onStandardInput,
            SiteCommand command) {}

    /**
     * What a command came to.
     *
     * @param done whether its work is done
     * @param sentence how it ended and what it said last, without secrets
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CommandOutcome(boolean done, String sentence) {}
}
