// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rekindle.lab.bench.RecoveryBench;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import org.rekindle.worker.cli.Table;
import org.rekindle.workflows.decide.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rekindle bench}. */
@Command(
        name = "bench",
        description = "Measure Rekindle beside what a user would use instead.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BenchCommand.Recovery.class,
        footer = {"", "Examples:", "  ./rekindle bench recovery"})
final class BenchCommand {

    /** {@code rekindle bench recovery}. */
    @Command(
            name = "recovery",
            description = {
                "Recover the cluster of incident-wise, again under kill -9, and by a plain shell loop; print the figures.",
                "side by side. Takes about seven minutes."
            },
            footer = {"", "Examples:", "  ./rekindle bench recovery", "  ./rekindle bench recovery --output json"})
    static final class Recovery implements Callable<Integer> {

        @Mixin
        private OutputOption output = new OutputOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            Talk talk = new Talk(System.err);
            RecoveryBench.Figures figures = RecoveryBench.measure(LabFolders.ofRun("bench-recovery"), talk);
            PrintWriter out = spec.commandLine().getOut();
            if (output.isJson()) {
                out.println(JsonOutput.writeOnOneLine(figures));
            } else {
                print(out, figures);
            }
            out.flush();
            return ExitCode.okOrFailed(figures.violations().isEmpty());
        }

        private static void print(PrintWriter out, RecoveryBench.Figures figures) {
            out.print(new Table("", "REKINDLE", "PLAIN LOOP", "GOAL")
                    .row(
                            "seconds beyond the cloud's own",
                            number(figures.secondsBeyondCloud()),
                            number(figures.secondsBeyondCloudPlainLoop()),
                            "30")
                    .row(
                            "seconds until work goes on after kill -9 (worst of "
                                    + figures.resumeSeconds().size() + ")",
                            number(figures.resumeSeconds().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .max()
                                    .orElse(Double.NaN)),
                            "never",
                            "10")
                    .row("history events", String.valueOf(figures.historyEvents()), "-", "300")
                    .row("history events under kill -9", String.valueOf(figures.historyEventsWithKills()), "-", "300")
                    .row("worker's resident memory, MiB", String.valueOf(figures.workerMemoryMiB()), "-", "300"));
            out.println();
            out.println("Seconds by phase, the cloud's own among them: " + phases(figures.phaseSeconds()) + ".");
            out.println("The plain loop knows the right template beforehand, asks no one and proves no scale-up.");
            figures.violations().forEach(violation -> out.println("Does not hold: " + violation));
        }

        private static String phases(Map<String, Double> seconds) {
            return seconds.entrySet().stream()
                    .map(phase -> Text.constant(phase.getKey()) + " " + number(phase.getValue()))
                    .collect(Collectors.joining("; "));
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }
}
