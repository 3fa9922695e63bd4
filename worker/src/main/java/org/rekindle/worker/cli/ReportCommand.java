// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.RecoveryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekindle report}. */
@Command(
        name = "report",
        description = {
            "Print the report of a cluster's run.",
            "Where the report is kept on another machine, its place is printed instead."
        },
        footer = {"", "Example:", "  ./rekindle report projectpythia-binder > incident.md"})
final class ReportCommand extends RunCommand {

    /** A report for programs: its place, and its text where it can be read from here. */
    record Kept(String cluster, String location, String markdown) {}

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    ReportCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        RecoveryView view = recoveries.view(cluster);
        String location = view.report();
        if (location == null) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND, "The run of " + cluster + " has no report yet: it is " + view.phase() + ".");
        }
        String markdown = read(location);
        if (isJson()) {
            printJson(new Kept(cluster, location, markdown));
        } else {
            out().println(markdown.isEmpty() ? "The report is kept at " + location + "." : markdown);
        }
        return ExitCode.OK;
    }

    private static String read(String location) {
        try {
            Path file = Path.of(location);
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (InvalidPathException e) {
            // Kept somewhere else than in a file.
            return "";
        } catch (IOException e) {
            throw new CliFailure(ExitCode.FAILED, "The report " + location + " cannot be read: " + e.getMessage(), e);
        }
    }
}
