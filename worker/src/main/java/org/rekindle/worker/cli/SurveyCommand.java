// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.Optional;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;
import picocli.CommandLine.Command;

/** {@code rekindle survey}. */
@Command(
        name = "survey",
        description = {
            "Look at the certificate of every cluster now, and start what is needed.",
            "The schedule survey-fleet does the same by itself."
        },
        footer = {"", "Examples:", "  ./rekindle survey", "  ./rekindle survey -o json"})
final class SurveyCommand extends RunCommand {

    SurveyCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        SurveyResult result = recoveries.survey();
        if (isJson()) {
            printJson(result);
            return ExitCode.OK;
        }
        Table table = new Table("CLUSTER", "CONDITION", "CERTIFICATE ENDS", "DAYS LEFT", "STARTED", "WHAT WAS FOUND");
        for (SurveyEntry entry : result.clusters()) {
            table.row(
                    entry.cluster(),
                    entry.diagnosis().condition().name(),
                    Times.momentOrNull(entry.notAfter()),
                    Optional.ofNullable(entry.diagnosis().daysLeft())
                            .map(String::valueOf)
                            .orElse(null),
                    entry.started(),
                    entry.sentence());
        }
        out().print(table);
        if (result.leftOut() > 0) {
            out().println(result.leftOut()
                    + " more clusters were looked at and do not fit into the result, healthy ones before others.");
        }
        return ExitCode.OK;
    }
}
