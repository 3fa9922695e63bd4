// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.drill.Drill;
import org.rekindle.lab.drill.DrillRun;
import org.rekindle.lab.drill.DrillSetup;
import org.rekindle.lab.drill.RealDrill;
import org.rekindle.lab.drill.SimulatedDrill;
import org.rekindle.lab.drill.Tally;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import org.rekindle.worker.cli.Table;
import org.rekindle.worker.process.Logs;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.model.run.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekindle lab faults}. */
@Command(
        name = "faults",
        description = {
            "Play runs with trouble on the way to the cloud, and check what must hold in each.",
            "A proxy cuts, delays, duplicates and answers 5xx and 429, in each run by its own seed.",
            "Nothing outside is needed, and nothing is left behind.",
            "In the simulated cloud a run takes a second or two, in a real OpenStack minutes.",
            "Exit code 0 only when everything holds in all runs."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle lab faults",
            "  ./rekindle lab faults --runs 50 --output json",
            "  ./rekindle lab faults --seed 42 --runs 1       play one run again",
            "  ./rekindle lab faults --openstack real --runs 50"
        })
final class LabFaultsCommand implements Callable<Integer> {

    private static final int PROGRESS_EVERY = 50;
    private static final int RUNS_SIMULATED = 1000;
    private static final int RUNS_REAL = 50;

    @Option(
            names = "--openstack",
            paramLabel = "KIND",
            description = {
                "simulated: the lab's own Keystone and Magnum, on time that is skipped (default).",
                "real: Keystone, Magnum and Cluster API's controllers for real, machines in memory."
            })
    private OpenStackKind openstack = OpenStackKind.SIMULATED;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many runs (default: " + RUNS_SIMULATED + ", in a real OpenStack " + RUNS_REAL + ").")
    private @Nullable Integer wanted;

    @Option(
            names = "--at-a-time",
            paramLabel = "N",
            description = "How many runs at a time in a real OpenStack (default: ${DEFAULT-VALUE}).")
    private int atATime = 6;

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
            long seed, String scenario, @Nullable Outcome outcome, List<String> violations) {}

    @Override
    public Integer call() throws Exception {
        int runs = Objects.requireNonNullElseGet(wanted, this::usualRuns);
        if (runs < 1) {
            throw new CliFailure(ExitCode.USAGE, "--runs " + runs + ": play at least one run.");
        }
        if (atATime < 1) {
            throw new CliFailure(ExitCode.USAGE, "--at-a-time " + atATime + ": play at least one run at a time.");
        }
        Logs.ofTrouble();
        Talk talk = new Talk(System.err);
        Path folder = LabFolders.ofRun("faults");
        List<DrillRun> played = play(runs, folder, talk);
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
                        .map(run -> new Broken(run.seed(), run.scenario(), run.outcome(), run.violations()))
                        .toList());
        print(result);
        return ExitCode.okOrFailed(result.broken().isEmpty());
    }

    private int usualRuns() {
        return switch (openstack) {
            case SIMULATED -> RUNS_SIMULATED;
            case REAL -> RUNS_REAL;
        };
    }

    private List<DrillRun> play(int runs, Path folder, Talk talk) throws IOException, InterruptedException {
        return switch (openstack) {
            case SIMULATED -> play(runs, folder, new SimulatedDrill(), PROGRESS_EVERY, talk);
            case REAL -> inReal(runs, folder, talk);
        };
    }

    private List<DrillRun> inReal(int runs, Path folder, Talk talk) throws IOException, InterruptedException {
        try (RealDrill setup =
                new RealDrill(seed, runs, atATime, folder.resolve("openstack"), ToolFinder.create(), talk::say)) {
            return play(runs, folder, setup, 1, talk);
        }
    }

    private List<DrillRun> play(int runs, Path folder, DrillSetup setup, int progressEvery, Talk talk)
            throws IOException, InterruptedException {
        AtomicInteger done = new AtomicInteger();
        return Drill.play(seed, runs, folder, setup, run -> {
            int so = done.incrementAndGet();
            if (!run.holds()) {
                talk.say("seed " + run.seed() + " (" + run.scenario() + "): " + String.join(" ", run.violations()));
            }
            if (so % progressEvery == 0 || so == runs) {
                talk.say(so + " of " + runs + " runs");
            }
        });
    }

    private void print(Result result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.writeOnOneLine(result));
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
                    "Everything holds: no second cluster, nothing left over, no delete without an approval, nothing carried out"
                            + " twice, and every run ended as it should.");
        } else {
            out.println("Does not hold:");
            result.broken()
                    .forEach(run -> out.println("  - seed " + run.seed() + " (" + run.scenario() + "): "
                            + String.join(" ", run.violations())));
        }
        out.flush();
    }
}
