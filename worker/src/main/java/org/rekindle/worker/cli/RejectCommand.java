// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.plan.SealedPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekindle reject}. */
@Command(
        name = "reject",
        description = "Refuse the plan of a run; the run ends with its report.",
        footer = {"", "Example:", "  ./rekindle reject projectpythia-binder --reason \"exam week\""})
final class RejectCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(names = "--plan", paramLabel = "HASH", description = NamedPlan.DESCRIPTION)
    private @Nullable String hash;

    @Option(names = "--by", paramLabel = "NAME", description = "Who rejects (default: your user name).")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the report.")
    private @Nullable String reason;

    RejectCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        SealedPlan plan = NamedPlan.matching(hash, recoveries.view(cluster));
        String name = nameOr(by);
        String sentence = recoveries.reject(cluster, new Reject(plan.sha256(), name, reason));
        if (isJson()) {
            printJson(new RunAnswer(cluster, sentence));
        } else {
            out().println(sentence);
        }
        return ExitCode.OK;
    }
}
