// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rekindle.lab.scenario.House;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.lab.truth.TruthLab;
import org.rekindle.worker.tools.ToolFinder;

/** The labs that {@code lab up} can leave standing. */
final class StandingLabs {

    private StandingLabs() {}

    /** A lab that stands until it is closed. */
    record Lab(Standing standing, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    /** Simulated OpenStack around real control planes, with hubs in its first clusters. */
    static Lab simulated(Scenario scenario, Path folder, Talk talk) throws IOException {
        removeWhatIsLeft(folder.resolve("machines"));
        House house = new House(scenario, folder, ToolFinder.create(), talk);
        return new Lab(
                new Standing(
                        ProcessHandle.current().pid(),
                        scenario.name(),
                        OpenStackKind.SIMULATED,
                        house.cloud().identityUrl(),
                        house.cloud().magnumUrl(),
                        house.cloudsFile().toString(),
                        house.fleetFile().toString(),
                        house.hubs().hub().toString(),
                        house.hubs().binder().toString(),
                        null),
                house::close);
    }

    /** Real Keystone, Magnum and Cluster API with machines in memory. */
    static Lab real(Scenario scenario, Path folder, Talk talk) throws IOException {
        Path truth = folder.resolve("truth");
        removeWhatIsLeft(truth);
        TruthLab lab = new TruthLab(scenario.world(), Files.createDirectories(truth), ToolFinder.create(), talk::say);
        try {
            lab.makeClusters(talk::say);
        } catch (RuntimeException failed) {
            lab.close();
            throw failed;
        }
        return new Lab(
                new Standing(
                        ProcessHandle.current().pid(),
                        scenario.name(),
                        OpenStackKind.REAL,
                        lab.identityUrl(),
                        lab.magnumUrl(),
                        lab.cloudsFile().toString(),
                        null,
                        null,
                        null,
                        lab.managementKubeconfig().toString()),
                lab::close);
    }

    private static void removeWhatIsLeft(Path folder) throws IOException {
        if (Files.exists(folder)) {
            LabFolders.remove(folder);
        }
    }
}
