// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.scenario.GameDayResult;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import org.rekindle.worker.cli.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rekindle lab list}. */
@Command(
        name = "list",
        description = "List the scenarios that are shipped.",
        footer = {"", "Examples:", "  ./rekindle lab list", "  ./rekindle lab list --output json"})
final class LabListCommand implements Callable<Integer> {

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Scenario> scenarios =
                Scenarios.SHIPPED.stream().map(Scenarios::find).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.write(scenarios.stream().map(Line::of).toList()));
        } else {
            Table table = new Table("", "SCENARIO", "ENDS", "WHAT IT SHOWS");
            scenarios.stream()
                    .map(Line::of)
                    .forEach(line -> table.row(line.id(), line.scenario(), line.ends(), line.firstSentence()));
            out.print(table);
        }
        out.flush();
        return ExitCode.OK;
    }

    /** One scenario. */
    private record Line(@Nullable String id, String scenario, String ends, String about, boolean simulatedOnly) {

        /** The others would make a line of three hundred characters. */
        String firstSentence() {
            return about.replaceFirst("(?s)(?<=\\.)\\s.*", "");
        }

        static Line of(Scenario scenario) {
            return new Line(
                    scenario.id(),
                    scenario.name(),
                    GameDayResult.end(scenario.expect().outcome()),
                    scenario.about().strip(),
                    !scenario.fitsRealProcesses());
        }
    }
}
