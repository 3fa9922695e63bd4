// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Started;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekindle redeploy}. */
@Command(
        name = "redeploy",
        description = {
            "Carry out the deploy steps of the fleet file on the cluster that stands, and prove that users can work.",
            "It destroys nothing. A cluster has at most one run under way, so it does not start beside another.",
            "With --dry-run it shows the steps by the fleet file of this machine, and asks neither Temporal nor the cluster."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle redeploy projectpythia-binder",
            "  ./rekindle redeploy projectpythia-binder --dry-run",
            "  ./rekindle redeploy projectpythia-binder --hand-off --watch"
        })
final class RedeployCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(
            names = "--hand-off",
            description = "First give the kubeconfig to the commands of handOff: in the fleet file.")
    private boolean handOff;

    @Option(names = "--requested-by", paramLabel = "NAME", description = "Who asks (default: your user name).")
    private @Nullable String requestedBy;

    @ArgGroup
    private @Nullable Mode mode;

    static final class Mode {
        @Option(names = "--watch", description = "Show the run until it ends.")
        private boolean watch;

        @Option(names = "--dry-run", description = "Show the steps; nothing is started.")
        private boolean dryRun;
    }

    @Mixin
    private FleetOption fleet = new FleetOption();

    RedeployCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (mode == null || !mode.dryRun) {
            return super.call();
        }
        RedeploySteps steps = RedeploySteps.of(deployable(fleet.read()), handOff);
        if (isJson()) {
            printJson(steps);
        } else {
            print(steps.lines());
        }
        return ExitCode.OK;
    }

    /** What ends a run before its first step ends a dry run too. */
    private ClusterProfile deployable(FleetFile file) {
        ClusterProfile profile =
                file.of(cluster).orElseThrow(() -> new CliFailure(ExitCode.NOT_FOUND, file.unknown(cluster)));
        if (profile.deploy().isEmpty()) {
            throw new CliFailure(
                    ExitCode.CONFIGURATION,
                    "The fleet file has no deploy steps for " + cluster + ". Write them below `deploy:`.");
        }
        if (handOff && profile.handOff().isEmpty()) {
            throw new CliFailure(
                    ExitCode.CONFIGURATION,
                    "The fleet file has no `handOff:` for " + cluster + ". Write it, or redeploy without --hand-off.");
        }
        return profile;
    }

    @Override
    int run(Recoveries recoveries) {
        Started started = recoveries.redeploy(new RedeployRequest(cluster, handOff, nameOr(requestedBy)));
        if (!started.isNew()) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "Nothing was started: another run of " + cluster + " is under way. `./rekindle status " + cluster
                            + "` shows it.");
        }
        if (mode != null && mode.watch) {
            return follow(recoveries);
        }
        if (isJson()) {
            printJson(started);
        } else {
            out().println("Started " + started.workflowId() + ", run " + started.runId() + ".");
            out().println("Watch it with `./rekindle status " + cluster + " --watch`.");
        }
        return ExitCode.OK;
    }

    private int follow(Recoveries recoveries) {
        Watch shown = isJson() ? silentWatch(recoveries) : watch(recoveries);
        RecoveryView view = shown.toTheEnd(cluster);
        if (isJson()) {
            printJson(new Status(view, List.of()));
        }
        return NextSteps.exitCode(view);
    }
}
