// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.Suggestion;
import org.rekindle.worker.process.AlertSources;
import org.rekindle.worker.webhook.AlertPreview;
import org.rekindle.worker.webhook.AlertPreview.Effect;
import org.rekindle.worker.webhook.AlertReceiver;
import org.rekindle.worker.webhook.MalformedPayload;
import org.rekindle.worker.webhook.Unauthenticated;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle alert}. */
@Command(
        name = "alert",
        description = "Try the receivers of alerts.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  ./rekindle alert test payload.json --receiver pagerduty"})
final class AlertCommand {

    /** No body that is accepted is larger. */
    private static final long LARGEST_FILE = 16 * 1024 * 1024;

    /** What is written as JSON. */
    record Tested(String receiver, boolean signatureChecked, List<Effect> effects) {}

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    AlertCommand(CliContext context) {
        this.context = context;
    }

    @Command(
            name = "test",
            description = {
                "Show what a recorded body would do: which cluster, whether a run starts, by which key, and why.",
                "Sends nothing, starts nothing, and needs neither a worker nor Temporal. With the headers of a signed body, the"
                        + " signature is checked too (exit code 1 if it is wrong).",
                "An old event starts nothing: set the times in a recording to now."
            },
            footer = {
                "",
                "Examples:",
                "  ./rekindle alert test payload.json",
                "  ./rekindle alert test payload.json --receiver pagerduty -o json",
                "  ./rekindle alert test payload.json --receiver pagerduty --header X-PagerDuty-Signature:v1=0c0b94..."
            })
    int test(
            @Mixin FleetOption option,
            @Mixin OutputOption output,
            @Option(
                            names = "--receiver",
                            paramLabel = "NAME",
                            description = "The receiver of the fleet file; needed where there are several.")
                    @Nullable
                    String name,
            @Option(
                            names = "--header",
                            paramLabel = "NAME:VALUE",
                            description = "A header of the request; more than once for several.")
                    @Nullable
                    List<String> headers,
            @Parameters(paramLabel = "FILE", description = "The body, as the sender posts it.") Path file) {
        FleetFile fleet = option.read();
        AlertReceiver receiver = chosen(AlertSources.of(fleet.webhooks(), System.getenv(), context.clock()), name);
        Map<String, String> given = RequestHeaders.parse(headers);
        boolean checked = receiver.signsBody() && !given.isEmpty();
        Tested tested = new Tested(receiver.id(), checked, effects(receiver, fleet, given, read(file), checked));
        if (output.isJson()) {
            out().println(JsonOutput.write(tested));
        } else {
            print(tested);
        }
        return ExitCode.OK;
    }

    private static AlertReceiver chosen(List<AlertReceiver> receivers, @Nullable String name) {
        List<String> names = receivers.stream().map(AlertReceiver::id).toList();
        if (names.isEmpty()) {
            throw new CliFailure(
                    ExitCode.CONFIGURATION,
                    "The fleet file has no receiver: set `webhooks.tokenFile` or `webhooks.receivers`.");
        }
        if (name == null && names.size() > 1) {
            throw new CliFailure(ExitCode.USAGE, "Name one by --receiver: " + String.join(", ", names) + ".");
        }
        if (name == null) {
            return receivers.get(0);
        }
        return receivers.stream()
                .filter(receiver -> receiver.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new CliFailure(
                        ExitCode.USAGE,
                        "The fleet file has no receiver `" + name + "`: " + Suggestion.end(name, names)));
    }

    private static List<Effect> effects(
            AlertReceiver receiver, FleetFile fleet, Map<String, String> headers, byte[] body, boolean checked) {
        AlertPreview preview = new AlertPreview(receiver, fleet.ids());
        try {
            if (checked) {
                return preview.ofAuthenticated(body, headers);
            }
            return preview.of(body, headers);
        } catch (Unauthenticated stranger) {
            throw new CliFailure(ExitCode.FAILED, "It would be refused (401): " + stranger.getMessage(), stranger);
        } catch (MalformedPayload malformed) {
            throw new CliFailure(ExitCode.FAILED, "It would be refused: " + malformed.getMessage(), malformed);
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new CliFailure(ExitCode.USAGE, file + " is larger than any body that is accepted (8 MiB).");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CliFailure(ExitCode.USAGE, file + " cannot be read: name a file that holds a recorded body.", e);
        }
    }

    private void print(Tested tested) {
        Table table = new Table("CLUSTER", "DOES", "KEY", "WHY");
        tested.effects()
                .forEach(effect -> table.row(effect.cluster(), words(effect.does()), effect.key(), effect.why()));
        out().print(table);
        if (tested.signatureChecked()) {
            out().println("The body is signed by the sender of " + tested.receiver() + ".");
        } else {
            out().println("Who sends was not checked. A signature is, where --header gives it.");
        }
        out().flush();
    }

    private static String words(AlertPreview.Does does) {
        return switch (does) {
            case START -> "starts a run, or is passed to it";
            case RESOLVE -> "ends an alert";
            case NOTE -> "is noted";
        };
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
