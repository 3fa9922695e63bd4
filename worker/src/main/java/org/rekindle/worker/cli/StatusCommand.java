// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Run;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle status}. */
@Command(
        name = "status",
        description = {
            "Show the run of a cluster, or the last run of every cluster.",
            "Exit code 0: ended well or under way; 1: ended badly; 5: no run; 6: waits for a human."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle status",
            "  ./rekindle status projectpythia-binder --watch",
            "  ./rekindle status projectpythia-binder -o json | jq -r .phase"
        })
final class StatusCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", arity = "0..1", description = "The cluster's id; none for all of them.")
    private @Nullable String cluster;

    @Option(names = "--watch", description = "Show the run until it ends.")
    private boolean watch;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec self;

    StatusCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        if (cluster == null) {
            if (watch) {
                throw new ParameterException(self.commandLine(), "--watch needs a cluster");
            }
            printAll(recoveries.list());
            return ExitCode.OK;
        }
        if (watch && !isJson()) {
            return NextSteps.exitCode(watch(recoveries).toTheEnd(cluster));
        }
        RecoveryView view = watch ? silentWatch(recoveries).toTheEnd(cluster) : Watch.look(recoveries, cluster);
        printView(view, recoveries);
        return NextSteps.exitCode(view);
    }

    private void printAll(List<Run> runs) {
        if (isJson()) {
            printJson(runs);
            return;
        }
        if (runs.isEmpty()) {
            out().println("No cluster has had a run yet. Start one with `./rekindle recover CLUSTER`.");
            return;
        }
        Table table =
                new Table("CLUSTER", "RUN", "STATUS", "PHASE", "OUTCOME", "APPROVAL", "CERTIFICATE ENDS", "STARTED");
        runs.forEach(run -> table.row(
                run.cluster(),
                run.kind(),
                run.status(),
                run.phase(),
                run.outcome(),
                run.approval(),
                Times.momentOrNull(run.certificateNotAfter()),
                Times.moment(run.startedAt())));
        out().print(table);
    }
}
