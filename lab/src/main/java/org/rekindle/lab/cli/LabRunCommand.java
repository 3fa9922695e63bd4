// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.scenario.GameDayResult;
import org.rekindle.lab.scenario.GameDays;
import org.rekindle.lab.scenario.LabResult;
import org.rekindle.lab.scenario.LabRun;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.ScenarioFault;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import org.rekindle.worker.cli.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle lab run}. */
@Command(
        name = "run",
        description = {
            "Play a scenario and check what came of it: on a real Temporal server and real Kubernetes control planes, or, with"
                    + " --skip-time, in seconds with Kubernetes, hubs and machines simulated too.",
            "`all` plays every game day, with --skip-time.",
            "Exit code 0 only when every expectation and invariant holds."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle lab run incident",
            "  ./rekindle lab run incident-wise --output json",
            "  ./rekindle lab run all",
            "  ./rekindle lab run S7",
            "  ./rekindle lab run incident --skip-time",
            "  ./rekindle lab run incident --kill-worker-every 20s --seed 7",
            "  ./rekindle lab run incident --openstack real",
            "  ./rekindle lab run incident --hubs real",
            "  ./rekindle lab run incident --openstack real --hubs real",
            "  ./rekindle lab run my-scenario.yaml"
        })
final class LabRunCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final Duration LONGEST_SIMULATED = Duration.ofMinutes(15);
    private static final Duration LONGEST_REAL = Duration.ofMinutes(30);

    @Parameters(
            paramLabel = "NAME|FILE",
            description = "A shipped scenario by its name or number (rekindle lab list), a file, or all.")
    private String scenario = "";

    @Option(
            names = "--skip-time",
            description = {
                "Skip the time in which nothing works. The workflows, the client of OpenStack, the fleet file and the"
                        + " reports are the shipped ones; the cloud, Kubernetes, Helm, hubs and machines are simulated."
                        + " Game days that real processes cannot play are always played so."
            })
    private boolean skipTime;

    @Option(
            names = "--openstack",
            paramLabel = "KIND",
            description = {
                "simulated: Keystone and Magnum are the lab's own, and faster than life (default).",
                "real: Keystone, Magnum and Cluster API's controllers are the real ones; takes some minutes longer."
            })
    private OpenStackKind openstack = OpenStackKind.SIMULATED;

    @Mixin
    private HubsOption hubs = new HubsOption();

    @Option(
            names = "--kill-worker-every",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Kill the worker (kill -9) about this often, such as 20s.")
    private @Nullable Duration killWorkerEvery;

    @Option(
            names = "--kill-server-every",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Kill the Temporal server (kill -9) about this often; its database file is kept.")
    private @Nullable Duration killServerEvery;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides the moments of killing (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--longest",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Give up after this long (default: 15m, with a real OpenStack or real hubs 30m).")
    private @Nullable Duration longest;

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (scenario.equals(ALL)) {
            mustNotBeForProcesses();
            return skippingTime(Scenarios.gameDays(), false);
        }
        Scenario found;
        try {
            found = Scenarios.find(scenario, hubs.kind());
            if (skipTime || !found.fitsRealProcesses()) {
                mustNotBeForProcesses();
                found.mustFitSkippedTime();
                return skippingTime(List.of(found), true);
            }
            found.mustFit(openstack, hubs.kind());
            hubs.mustBePossible();
        } catch (ScenarioFault fault) {
            throw new CliFailure(ExitCode.CONFIGURATION, String.valueOf(fault.getMessage()));
        }
        Talk talk = Story.beside(output);
        talk.say(found.name() + ": " + found.about().strip());
        LabRun.Settings settings = new LabRun.Settings(
                openstack,
                hubs.kind(),
                LabFolders.ofRun(found.name()),
                killWorkerEvery,
                killServerEvery,
                seed,
                Objects.requireNonNullElseGet(longest, this::usualLongest));
        LabRun run = new LabRun(found, settings, talk);
        Thread cleaning = new Thread(run::close, "lab-cleaning");
        Runtime.getRuntime().addShutdownHook(cleaning);
        LabResult result = run.play();
        Runtime.getRuntime().removeShutdownHook(cleaning);
        print(result);
        return exitCode(result.holds());
    }

    private Duration usualLongest() {
        boolean simulated = openstack == OpenStackKind.SIMULATED && !hubs.isReal();
        return simulated ? LONGEST_SIMULATED : LONGEST_REAL;
    }

    private static int exitCode(boolean holds) {
        return ExitCode.okOrFailed(holds);
    }

    private void mustNotBeForProcesses() {
        if (openstack == OpenStackKind.REAL || hubs.isReal() || killWorkerEvery != null || killServerEvery != null) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "With time skipped there are no processes: leave out --openstack real, --hubs real and the --kill"
                            + " options.");
        }
    }

    private int skippingTime(List<Scenario> scenarios, boolean wholeStory) throws IOException, InterruptedException {
        Talk talk = Story.beside(output);
        Path folder = LabFolders.ofRun(scenario);
        List<GameDayResult> results = GameDays.play(
                scenarios, folder, wholeStory ? talk : Talk.SILENT, result -> talk.say(GameDayPage.line(result)));
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.writeOnOneLine(results));
        } else {
            out.println();
            GameDayPage.lines(results).forEach(out::println);
        }
        out.flush();
        return exitCode(results.stream().allMatch(GameDayResult::holds));
    }

    private void print(LabResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.writeOnOneLine(result));
            out.flush();
            return;
        }
        out.println();
        Table table = new Table("SCENARIO", result.scenario());
        table.row("outcome", result.outcome());
        table.row("cloud mutations", result.cloudMutations().toString());
        table.row("clusters left", String.valueOf(result.clustersLeft()));
        table.row("history events", String.valueOf(result.historyEvents()));
        table.row("cloud at work", seconds(result.cloudSeconds()));
        table.row("in all", seconds(result.totalSeconds()));
        table.row("worker kills", String.valueOf(result.workerKills()));
        if (!result.resumeSeconds().isEmpty()) {
            table.row(
                    "went on after",
                    result.resumeSeconds().stream().map(LabRunCommand::seconds).collect(Collectors.joining(", ")));
        }
        table.row("worker's memory", result.workerMemoryMiB() + " MiB");
        table.row("report", result.report());
        out.print(table);
        out.println();
        if (result.holds()) {
            out.println("All expectations and invariants hold.");
        } else {
            out.println("Does not hold:");
            result.violations().forEach(violation -> out.println("  - " + violation));
        }
        out.flush();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
