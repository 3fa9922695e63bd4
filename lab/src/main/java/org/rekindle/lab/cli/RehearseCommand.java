// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.rehearsal.RealCluster;
import org.rekindle.lab.rehearsal.Rehearsal;
import org.rekindle.lab.scenario.GameDayResult;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.CloudAccess;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.FleetOption;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Decision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle rehearse}. */
@Command(
        name = "rehearse",
        description = {
            "Play what would happen to a cluster of yours whose certificates expire.",
            "The real cluster is looked at by reading alone. A copy of it, with the same templates, shape, volumes and policy, is"
                    + " made in the lab's cloud, expired, and recovered in seconds by the shipped workflows.",
            "Exit code 0 when the run came to its end and every invariant held, however it ended."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle rehearse projectpythia-binder",
            "  ./rekindle rehearse projectpythia-binder --ends-in 14d",
            "  ./rekindle rehearse projectpythia-binder -o json"
        })
final class RehearseCommand implements Callable<Integer> {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(
            names = "--ends-in",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "The copy's certificates expire only in this time, such as 14d (default: they expired an hour ago).")
    private @Nullable Duration endsIn;

    @Mixin
    private FleetOption fleetOption = new FleetOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        FleetFile fleet = fleetOption.read();
        if (fleet.of(cluster).isEmpty()) {
            throw new CliFailure(ExitCode.NOT_FOUND, fleet.unknown(cluster));
        }
        Clock clock = Clock.systemUTC();
        Talk talk = Story.beside(output);
        talk.say("looking at the real cluster, by reading alone");
        RealCluster real = look(fleet, clock);
        talk.say("playing with a copy of it");
        Duration untilTheEnd = Objects.requireNonNullElse(endsIn, AN_HOUR_AGO);
        Rehearsal rehearsal =
                Rehearsal.play(real, fleet, untilTheEnd, LabFolders.ofRun("rehearsal-" + cluster), talk, clock);
        print(rehearsal, untilTheEnd);
        boolean ended = rehearsal.result().holds() && rehearsal.result().outcome() != null;
        return ExitCode.okOrFailed(ended);
    }

    private RealCluster look(FleetFile fleet, Clock clock) {
        try {
            return RealCluster.look(cluster, fleet, CloudAccess.by(fleet.cloudsFile()), clock);
        } catch (NoSuchElementException unknown) {
            throw new CliFailure(ExitCode.NOT_FOUND, String.valueOf(unknown.getMessage()));
        }
    }

    private static String expiry(Duration untilTheEnd) {
        if (untilTheEnd.isNegative()) {
            return "Its certificates expired " + Text.of(untilTheEnd.negated()) + " ago.";
        }
        return "Its certificates expire in " + Text.of(untilTheEnd) + ".";
    }

    private void print(Rehearsal rehearsal, Duration untilTheEnd) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.writeOnOneLine(rehearsal));
            out.flush();
            return;
        }
        GameDayResult result = rehearsal.result();
        out.println();
        out.println("The copy: " + rehearsal.copy() + ".");
        out.println(expiry(untilTheEnd));
        out.println();
        out.println("What was decided, and why:");
        for (Decision decision : result.view().decisions()) {
            out.println("  " + Sentences.step(decision) + ": " + Sentences.choice(decision) + ". "
                    + Sentences.why(decision));
        }
        out.println();
        out.print(GameDayPage.summary(result));
        if (!result.holds()) {
            out.println();
            out.println("What does not hold:");
            result.violations().forEach(each -> out.println("  " + each));
        }
        if (!result.askedPeople().isEmpty()) {
            out.println();
            out.println("Operators were asked:");
            result.askedPeople().forEach(each -> out.println("  " + each));
        }
        out.println();
        out.println("Not as it would be:");
        rehearsal.notPlayed().forEach(each -> out.println("  " + each));
        out.println();
        out.println("Nothing was changed in the real cloud.");
        out.flush();
    }
}
