// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.worker.cli.Table;

/** Shows the lab that stands. */
final class StandingTable {

    private StandingTable() {}

    static Table of(Standing standing) {
        Table table = new Table("SCENARIO", standing.scenario())
                .row("OpenStack", standing.openstack().toString())
                .row("Keystone", standing.identityUrl())
                .row("Magnum", standing.magnumUrl())
                .row("clouds.yaml", standing.cloudsFile());
        row(table, "fleet.yaml", standing.fleetFile());
        row(table, "JupyterHub", standing.hubUrl());
        row(table, "BinderHub", standing.binderUrl());
        row(table, "management cluster", standing.managementKubeconfig());
        return table.row("process", String.valueOf(standing.pid()));
    }

    private static void row(Table table, String name, @Nullable String value) {
        if (value != null) {
            table.row(name, value);
        }
    }
}
