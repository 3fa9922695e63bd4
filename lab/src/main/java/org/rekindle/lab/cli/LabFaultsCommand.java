// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.drill.Drill;
import org.rekindle.lab.drill.DrillRun;
import org.rekindle.lab.drill.Tally;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.Json;
import org.rekindle.worker.cli.OutputOption;
import org.rekindle.worker.cli.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekindle lab faults}. */
@Command(
        name = "faults",
        description = {
            "Run creates, upgrades and deletes through a proxy that cuts, delays,",
            "duplicates and answers 5xx and 429, each run by its own seed, and check what",
            "must hold in every one. Nothing outside is needed, and nothing is left behind.",
            "Exit code 0 only when everything holds in all runs."
        },
        footer = {
            "",
            "Examples:",
            "  rekindle lab faults",
            "  rekindle lab faults --runs 50 --output json",
            "  rekindle lab faults --seed 42 --runs 1       play one run again"
        })
final class LabFaultsCommand implements Callable<Integer> {

    private static final int PROGRESS_EVERY = 50;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs (default: ${DEFAULT-VALUE}).")
    private int runs = 1000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of the first run; the next run has the next one (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is written as JSON. */
    private record Result(
            int runs,
            long firstSeed,
            double seconds,
            Map<String, Long> outcomes,
            List<Tally.Line> tally,
            List<Broken> broken) {}

    /** A run in which something does not hold. */
    private record Broken(
            long seed, String errand, @Nullable String outcome, List<String> violations) {}

    @Override
    public Integer call() throws Exception {
        if (runs < 1) {
            throw new CliFailure(ExitCode.USAGE, "--runs " + runs + ": play at least one run.");
        }
        Talk talk = new Talk(System.err);
        Path folder = LabFolders.ofRun("faults");
        List<DrillRun> played = play(folder, talk);
        LabFolders.remove(folder);
        Result result = new Result(
                runs,
                seed,
                talk.seconds(),
                played.stream()
                        .collect(Collectors.groupingBy(
                                run -> String.valueOf(run.outcome()), TreeMap::new, Collectors.counting())),
                new Tally(played).lines(),
                played.stream()
                        .filter(run -> !run.holds())
                        .map(run -> new Broken(run.seed(), run.errand(), run.outcome(), run.violations()))
                        .toList());
        print(result);
        return result.broken().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<DrillRun> play(Path folder, Talk talk) throws IOException, InterruptedException {
        AtomicInteger done = new AtomicInteger();
        return Drill.play(seed, runs, folder, run -> {
            int so = done.incrementAndGet();
            if (!run.holds()) {
                talk.say("seed " + run.seed() + " (" + run.errand() + "): " + String.join(" ", run.violations()));
            }
            if (so % PROGRESS_EVERY == 0 || so == runs) {
                talk.say(so + " of " + runs + " runs");
            }
        });
    }

    private void print(Result result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(Json.writeOnOneLine(result));
            out.flush();
            return;
        }
        Table table = new Table("OPERATION", "TROUBLE", "TIMES", "RUNS", "ASKED A HUMAN", "BROKEN");
        result.tally()
                .forEach(line -> table.row(
                        line.operation(),
                        line.trouble(),
                        String.valueOf(line.times()),
                        String.valueOf(line.runs()),
                        String.valueOf(line.asked()),
                        String.valueOf(line.broken())));
        out.print(table);
        out.println();
        out.println(result.runs() + " runs: " + result.outcomes());
        if (result.broken().isEmpty()) {
            out.println(
                    "Everything holds: no second cluster, nothing left over, no delete without leave, nothing carried out"
                            + " twice, and every run ended as it should.");
        } else {
            out.println("Does not hold:");
            result.broken()
                    .forEach(run -> out.println("  - seed " + run.seed() + " (" + run.errand() + "): "
                            + String.join(" ", run.violations())));
        }
        out.flush();
    }
}
