// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.Approve;
import org.rekindle.workflows.model.SealedPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle approve}. */
@Command(
        name = "approve",
        description = {
            "Let the plan of a run go ahead.",
            "Shows what is destroyed and asks. Without a terminal, both --plan and --yes are needed,",
            "so that nothing is approved that nobody has read."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle approve projectpythia-binder",
            "  ./rekindle approve projectpythia-binder --plan 3f2a90c1d4e5 --by ana --yes"
        })
final class ApproveCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(names = "--plan", paramLabel = "HASH", description = PlanHash.DESCRIPTION)
    private @Nullable String hash;

    @Option(names = "--by", paramLabel = "NAME", description = "Who approves (default: your user name).")
    private @Nullable String by;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec self;

    ApproveCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        if (yes && hash == null) {
            throw new ParameterException(self.commandLine(), "--yes needs --plan HASH: say which plan you have read");
        }
        if (!yes && !context().interactive()) {
            throw new ParameterException(
                    self.commandLine(),
                    "There is no terminal to ask at: read `./rekindle plan` and repeat with --plan HASH --yes");
        }
        SealedPlan plan = PlanHash.matching(hash, recoveries.view(cluster));
        String name = by == null ? context().person() : by;
        if (!isJson()) {
            out().println("Plan " + plan.sha256() + " for " + cluster + ": "
                    + plan.plan().diagnosis().sentence());
            print(PlanPage.destruction(plan.plan(), style()));
            out().println();
        }
        if (!yes && !confirmed(name)) {
            out().println("Nothing was approved.");
            return ExitCode.FAILED;
        }
        String sentence = recoveries.approve(cluster, new Approve(plan.sha256(), name));
        if (isJson()) {
            printJson(new Answer(cluster, sentence));
        } else {
            out().println(sentence);
        }
        return ExitCode.OK;
    }

    private boolean confirmed(String name) {
        out().print("Approve this as " + name + "? [y/N] ");
        out().flush();
        try {
            String typed = context().input().readLine();
            return typed != null && typed.trim().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new CliFailure(ExitCode.FAILED, "Your answer cannot be read; nothing was approved.", e);
        }
    }
}
