// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekindle resolve}. */
@Command(
        name = "resolve",
        description = "Say what a stuck step does next: try again, be skipped, or end the run.",
        footer = {
            "",
            "Examples:",
            "  ./rekindle resolve projectpythia-binder retry",
            "  ./rekindle resolve projectpythia-binder skip --by ana"
        })
final class ResolveCommand extends RunCommand {

    @Parameters(index = "0", paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Parameters(index = "1", paramLabel = "retry|skip|abort", description = "What the step is to do.")
    private Resolution resolution = Resolution.RETRY;

    @Option(
            names = "--step",
            paramLabel = "NAME",
            description = "The step that is meant (default: the one that is stuck now).")
    private @Nullable String step;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: your user name).")
    private @Nullable String by;

    ResolveCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        String name = nameOr(by);
        String sentence = recoveries.resolve(cluster, new Resolve(stuckStep(recoveries), resolution, name));
        if (isJson()) {
            printJson(new RunAnswer(cluster, sentence));
        } else {
            out().println(sentence);
        }
        return ExitCode.OK;
    }

    /** Names the step that we saw stuck, so that a late answer does not hit the next one. */
    private @Nullable String stuckStep(Recoveries recoveries) {
        if (step != null) {
            return step;
        }
        RecoveryView view = recoveries.view(cluster);
        StuckStep stuck = view.stuck();
        if (stuck == null) {
            throw new CliFailure(ExitCode.FAILED, "No step of " + cluster + " is stuck: it is " + view.phase() + ".");
        }
        return stuck.step();
    }
}
