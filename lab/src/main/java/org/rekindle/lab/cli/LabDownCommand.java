// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rekindle.worker.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rekindle lab down}. */
@Command(
        name = "down",
        description = "End the lab that lab up has started, with every process in it.",
        footer = {"", "Examples:", "  ./rekindle lab down"})
final class LabDownCommand implements Callable<Integer> {

    private static final int SECONDS_TO_END_IN_PEACE = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Standing> standing = StandingFile.read();
        if (standing.isEmpty()) {
            StandingFile.remove();
            out.println("No lab stands.");
            out.flush();
            return ExitCode.OK;
        }
        ProcessHandle process = ProcessHandle.of(standing.get().pid()).orElseThrow();
        process.destroy();
        try {
            process.onExit().get(SECONDS_TO_END_IN_PEACE, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            // Its children die with it.
            process.destroyForcibly();
            StandingFile.remove();
        }
        out.println("The lab is down.");
        out.flush();
        return ExitCode.OK;
    }
}
