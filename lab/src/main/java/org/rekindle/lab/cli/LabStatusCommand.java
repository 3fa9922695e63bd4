// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rekindle lab status}. */
@Command(
        name = "status",
        description = "Say which lab stands (exit code 5 when none does).",
        footer = {"", "Examples:", "  ./rekindle lab status", "  ./rekindle lab status --output json"})
final class LabStatusCommand implements Callable<Integer> {

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Standing> standing = StandingFile.read();
        if (standing.isEmpty()) {
            out.println(output.isJson() ? "null" : "No lab stands. Start one with `./rekindle lab up`.");
            out.flush();
            return ExitCode.NOT_FOUND;
        }
        if (output.isJson()) {
            out.println(JsonOutput.write(standing.get()));
        } else {
            out.print(StandingTable.of(standing.get()));
        }
        out.flush();
        return ExitCode.OK;
    }
}
