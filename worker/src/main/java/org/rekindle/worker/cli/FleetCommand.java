// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle fleet}. */
@Command(
        name = "fleet",
        description = "Check, show and describe the fleet file.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  ./rekindle fleet validate", "  ./rekindle fleet show projectpythia-binder -o json"
        })
final class FleetCommand {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "validate",
            description = "Check the whole fleet file; every fault comes with line, key and cure (exit code 3).",
            footer = {"", "Example:", "  ./rekindle fleet validate --fleet production/fleet.yaml"})
    int validate(@Mixin FleetOption option) {
        FleetFile fleet = option.read();
        out().println(fleet.file() + " is in order: " + String.join(", ", fleet.ids()) + ".");
        fleet.warnings().forEach(out()::println);
        fleet.ids().forEach(id -> fleet.rebuilt(id).ifPresent(rebuilt -> out().println(newUuid(rebuilt))));
        return ExitCode.OK;
    }

    private static String newUuid(Rebuilt rebuilt) {
        return "clusters." + rebuilt.cluster() + ".magnum names " + rebuilt.was() + ", which was rebuilt as "
                + rebuilt.is() + " at " + rebuilt.at()
                + ". The new one is meant until the file says so; write `magnum: "
                + rebuilt.is() + "`.";
    }

    @Command(
            name = "schema",
            description = "Print the JSON schema of fleet files, for editors.",
            footer = {"", "Example:", "  ./rekindle fleet schema > fleet.schema.json"})
    int schema() {
        out().println(FleetFile.schema().stripTrailing());
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            description = "Show what the fleet file says about its clusters, defaults filled in.",
            footer = {"", "Examples:", "  ./rekindle fleet show", "  ./rekindle fleet show projectpythia-binder -o json"
            })
    int show(
            @Mixin FleetOption option,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "CLUSTER", arity = "0..1", description = "One cluster; none for all of them.")
                    @Nullable
                    String cluster) {
        FleetFile fleet = option.read();
        if (cluster == null) {
            showAll(fleet, output.isJson());
            return ExitCode.OK;
        }
        ClusterProfile profile =
                fleet.of(cluster).orElseThrow(() -> new CliFailure(ExitCode.NOT_FOUND, fleet.unknown(cluster)));
        out().print(output.isJson() ? JsonOutput.write(profile) + System.lineSeparator() : ProfilePage.of(profile));
        return ExitCode.OK;
    }

    private void showAll(FleetFile fleet, boolean json) {
        if (json) {
            out().println(JsonOutput.write(fleet.profiles().values()));
            return;
        }
        Table table = new Table("CLUSTER", "CLOUD", "MAGNUM", "SHAPE", "UPGRADE", "TEARDOWN", "DEPLOY");
        for (ClusterProfile profile : fleet.profiles().values()) {
            table.row(
                    profile.cluster(),
                    profile.cloud(),
                    profile.magnumCluster(),
                    shape(profile),
                    profile.policy().upgrade().name(),
                    profile.policy().approval().preApproved() ? "pre-approved" : "asks",
                    Text.count(profile.deploy().size(), "step"));
        }
        out().print(table);
    }

    private static String shape(ClusterProfile profile) {
        if (profile.shape() == null) {
            return "as-it-is";
        }
        return profile.shape().nodeGroups().size() + " node groups";
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
