// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;
import org.rekindle.activities.notify.NoticeLinks;
import org.rekindle.activities.notify.NotifyByChannel;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.Suggestion;
import org.rekindle.workflows.api.NotifyActivities;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.notify.Audience;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle notify}. */
@Command(
        name = "notify",
        description = "Try the channels of the fleet file, and show who gets which message. Needs no worker.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./rekindle notify test",
            "  ./rekindle notify test ops ana",
            "  ./rekindle notify show projectpythia-binder"
        })
final class NotifyCommand {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    NotifyCommand(CliContext context) {
        this.context = context;
    }

    @Command(
            name = "test",
            description = {
                "Send a test message by each channel, and to each person whom the fleet file lists. People get it.",
                "PagerDuty opens an alert of severity info, which a person resolves there.",
                "Exit code 1 when a channel did not take it."
            },
            footer = {
                "",
                "Examples:",
                "  ./rekindle notify test             by all channels, to all people",
                "  ./rekindle notify test ops ana     by the channel ops, and to ana",
                "  ./rekindle notify test -o json"
            })
    int test(
            @Mixin FleetOption option,
            @Mixin OutputOption output,
            @Parameters(
                            paramLabel = "CHANNEL",
                            arity = "0..*",
                            description = "Channels, and people whom the file lists; none for all of them.")
                    @Nullable
                    List<String> names) {
        FleetFile fleet = option.read();
        List<ChannelSpec> channels = chosen(fleet, names);
        NotifyActivities activities = new NotifyByChannel(channels, NoticeLinks.NONE);
        List<ChannelTrial> trials = new ArrayList<>();
        for (ChannelSpec channel : channels) {
            spec.commandLine()
                    .getErr()
                    .println("Sending by " + channel.name() + " (" + ChannelText.kind(channel) + ") …");
            spec.commandLine().getErr().flush();
            trials.add(ChannelTrial.of(
                    channel, activities, context.person(), context.clock().instant()));
        }
        print(trials, output.isJson());
        return ExitCode.okOrFailed(trials.stream().allMatch(ChannelTrial::taken));
    }

    private static List<ChannelSpec> chosen(FleetFile fleet, @Nullable List<String> names) {
        Map<String, ChannelSpec> known = fleet.channels().byName();
        if (known.isEmpty()) {
            throw new CliFailure(
                    ExitCode.CONFIGURATION,
                    "The fleet file " + fleet.file().getFileName()
                            + " lists no channel. Add `notify:`, as docs/fleet.md shows.");
        }
        Set<String> wanted = names == null || names.isEmpty() ? known.keySet() : new LinkedHashSet<>(names);
        List<ChannelSpec> chosen = new ArrayList<>();
        for (String name : wanted) {
            ChannelSpec channel = known.get(name);
            if (channel == null) {
                throw new CliFailure(
                        ExitCode.NOT_FOUND,
                        "The fleet file " + fleet.file().getFileName() + " lists no channel or person `" + name + "`: "
                                + Suggestion.end(name, known.keySet()));
            }
            chosen.add(channel);
        }
        return chosen;
    }

    private void print(List<ChannelTrial> trials, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonOutput.write(trials));
        } else {
            Table table = new Table("NAME", "KIND", "REACHES", "TEST MESSAGE");
            trials.forEach(trial -> table.row(trial.name(), trial.kind(), trial.reaches(), words(trial)));
            out.print(table);
            trials.stream()
                    .filter(trial -> trial.problem() != null)
                    .forEach(trial -> out.println(trial.name() + ": " + trial.problem()));
        }
        out.flush();
    }

    private static String words(ChannelTrial trial) {
        if (trial.taken()) {
            return "taken";
        }
        return "not taken";
    }

    @Command(
            name = "show",
            description = "Show who would get which message about a cluster, and when. Sends nothing.",
            footer = {
                "",
                "Examples:",
                "  ./rekindle notify show projectpythia-binder",
                "  ./rekindle notify show projectpythia-binder -o json"
            })
    int show(
            @Mixin FleetOption option,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.") String cluster) {
        FleetFile fleet = option.read();
        ClusterProfile profile =
                fleet.of(cluster).orElseThrow(() -> new CliFailure(ExitCode.NOT_FOUND, fleet.unknown(cluster)));
        PrintWriter out = spec.commandLine().getOut();
        List<AudienceLine> lines = lines(profile.audience(), fleet);
        if (output.isJson()) {
            out.println(JsonOutput.write(lines));
        } else if (lines.isEmpty()) {
            out.println("No one gets messages about " + cluster + ": `always` and `questions` of `notify` are empty.");
        } else {
            Table table = new Table("MESSAGE", "WHEN", "NAME", "KIND", "REACHES");
            lines.forEach(line -> table.row(line.cells()));
            out.print(table);
            out.println("Without an answer, the last of those who get a question get it again each day.");
        }
        out.flush();
        return ExitCode.OK;
    }

    private static List<AudienceLine> lines(@Nullable Audience audience, FleetFile fleet) {
        if (audience == null) {
            return List.of();
        }
        return AudienceLine.of(audience, fleet.channels().byName());
    }
}
