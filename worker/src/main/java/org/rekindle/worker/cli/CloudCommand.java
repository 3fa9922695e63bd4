// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import org.rekindle.activities.openstack.quota.CloudQuotas;
import org.rekindle.worker.fleet.FleetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle cloud}: tools for an operator who looks after clusters by hand. No workflow uses them. */
@Command(
        name = "cloud",
        description = "Tools for work on a cloud by hand; they need no worker.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./rekindle cloud quota jetstream2",
            "  ./rekindle cloud orphans projectpythia-binder",
            "  ./rekindle cloud sweep projectpythia-binder --uuid 4256088d-2fa2-40ba-a60c-3339f6bbe81f"
                    + " --stack-id binder-wamdawzkgagx",
            "  ./rekindle cloud rotate-credential projectpythia-binder"
        })
final class CloudCommand {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "quota",
            description = "Show what the project may have and has. Changes nothing.",
            footer = {
                "",
                "Examples:",
                "  ./rekindle cloud quota jetstream2",
                "  ./rekindle cloud quota jetstream2 -o json"
            })
    int quota(
            @Mixin FleetOption option,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "NAME", description = "The entry of clouds.yaml.") String cloud) {
        FleetFile fleet = option.read();
        CloudQuotas.Quotas quotas = new CloudQuotas(CloudAccess.by(fleet.cloudsFile())).look(cloud);
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.write(quotas));
        } else {
            Table table = new Table("WHAT", "USED", "LIMIT", "FREE");
            for (CloudQuotas.Line line : quotas.lines()) {
                Integer limit = line.limit();
                String used = String.valueOf(line.used());
                if (limit == null) {
                    table.row(line.resource(), used, "none", null);
                } else {
                    table.row(line.resource(), used, String.valueOf(limit), String.valueOf(limit - line.used()));
                }
            }
            out.print(table);
            quotas.notReported().forEach(reason -> out.println("Not reported by " + reason));
        }
        out.flush();
        return ExitCode.OK;
    }
}
