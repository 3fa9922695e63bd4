// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.scenario.LabEnvironment;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.tools.ToolFinder;

/** The lab that {@code lab up} leaves standing, until it is closed. */
record StandingLab(Standing standing, LabEnvironment house) implements AutoCloseable {

    /** Starts it, in place of what an earlier one has left in the folder. */
    static StandingLab start(Scenario scenario, OpenStackKind openstack, HubsKind hubs, Path folder, Talk talk)
            throws IOException {
        for (String left : List.of("machines", "openstack", "public", "volumes")) {
            if (Files.exists(folder.resolve(left))) {
                LabFolders.remove(folder.resolve(left));
            }
        }
        LabEnvironment house = new LabEnvironment(scenario, openstack, hubs, folder, ToolFinder.create(), talk);
        return new StandingLab(
                new Standing(
                        ProcessHandle.current().pid(),
                        scenario.name(),
                        openstack,
                        house.cloud().identityUrl(),
                        house.cloud().magnumUrl(),
                        house.cloudsFile().toString(),
                        house.fleetFile().toString(),
                        house.hubs().hub().toString(),
                        house.hubs().binder().toString(),
                        house.wayIn().orElse(null)),
                house);
    }

    @Override
    public void close() {
        house.close();
    }
}
