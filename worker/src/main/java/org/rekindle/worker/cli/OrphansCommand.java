// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.inventory.OpenStackInventoryActivities;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle cloud orphans}. */
@Command(
        name = "orphans",
        description = {
            "Show what belongs to a cluster, or what a deleted cluster left behind. Changes nothing.",
            "It looks for volumes, snapshots, load balancers, floating IPs, networks, routers, ports, security groups,"
                    + " machines, application credentials and DNS records."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle cloud orphans projectpythia-binder",
            "  ./rekindle cloud orphans projectpythia-binder --uuid 4256088d-2fa2-40ba-a60c-3339f6bbe81f"
                    + " --stack-id binder-wamdawzkgagx"
        })
final class OrphansCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @ArgGroup(exclusive = false)
    private @Nullable DeletedCluster gone;

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        FleetFile file = fleet.read();
        ClusterInCloud place = file.of(cluster)
                .orElseThrow(() -> new CliFailure(ExitCode.NOT_FOUND, file.unknown(cluster)))
                .inCloud();
        Clouds clouds = CloudAccess.by(file.cloudsFile());
        Inventory inventory = new OpenStackInventoryActivities(clouds)
                .leftOvers(new ClusterIdentityOf(place, ClusterLookup.find(place, gone, clouds)));
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.write(inventory));
        } else {
            print(inventory, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(Inventory inventory, PrintWriter out) {
        if (inventory.found().isEmpty()) {
            out.println("Nothing carries its mark.");
        } else {
            Table table = new Table("WHAT", "ID", "NAME");
            for (LeftOver each : inventory.found()) {
                table.row(
                        each.type().label(), each.id(), each.name() + (each.keptOnDelete() ? " (kept on delete)" : ""));
            }
            out.print(table);
        }
        inventory.notLooked().forEach(reason -> out.println("Not looked: " + reason));
    }
}
