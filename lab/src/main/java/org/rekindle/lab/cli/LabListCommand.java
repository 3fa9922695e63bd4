// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.Json;
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
        footer = {"", "Examples:", "  rekindle lab list", "  rekindle lab list --output json"})
final class LabListCommand implements Callable<Integer> {

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Map<String, String> scenarios = new LinkedHashMap<>();
        Scenarios.SHIPPED.forEach(
                name -> scenarios.put(name, Scenarios.find(name).about()));
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.write(scenarios));
        } else {
            Table table = new Table("SCENARIO", "WHAT IT SHOWS");
            scenarios.forEach((name, about) -> table.row(name, about.strip()));
            out.print(table);
        }
        out.flush();
        return ExitCode.OK;
    }
}
