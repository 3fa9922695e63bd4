// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import org.rekindle.worker.cli.Table;

/** Shows the lab that stands. */
final class StandingTable {

    private StandingTable() {}

    static Table of(Standing standing) {
        return new Table("SCENARIO", standing.scenario())
                .row("OpenStack", standing.openstack().toString())
                .row("Keystone", standing.identityUrl())
                .row("Magnum", standing.magnumUrl())
                .row("clouds.yaml", standing.cloudsFile())
                .row("fleet.yaml", standing.fleetFile())
                .row("JupyterHub", standing.hubUrl())
                .row("BinderHub", standing.binderUrl())
                .row("process", String.valueOf(standing.pid()));
    }
}
