// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.util.Optional;
import org.rekindle.lab.hub.WayIn;
import org.rekindle.worker.cli.Table;

/** Shows the lab that stands. */
final class StandingTable {

    private StandingTable() {}

    static Table of(Standing standing) {
        Table table = new Table("SCENARIO", standing.scenario())
                .row("OpenStack", standing.openstack().toString())
                .row("Keystone", standing.identityUrl())
                .row("Magnum", standing.magnumUrl())
                .row("clouds.yaml", standing.cloudsFile())
                .row("fleet.yaml", standing.fleetFile())
                .row("JupyterHub", standing.hubUrl())
                .row("BinderHub", standing.binderUrl());
        WayIn way = standing.wayIn();
        if (way != null) {
            table.row("HTTP proxy", way.proxy()).row("authority", way.authority());
        }
        return table.row("process", String.valueOf(standing.pid()));
    }

    /** How a person opens hubs whose addresses lead nowhere by themselves; empty where they do. */
    static Optional<String> howToOpen(Standing standing) {
        return Optional.ofNullable(standing.wayIn())
                .map(way -> "Open the hubs in a browser with that proxy, and with a profile of its own: chromium"
                        + " --user-data-dir=$(mktemp -d) --proxy-server=" + way.proxy()
                        + " --ignore-certificate-errors "
                        + standing.binderUrl());
    }
}
