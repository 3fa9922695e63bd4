// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.rekindle.lab.scenario.House;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.tools.ToolFinder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekindle lab serve}: the process behind {@code lab up}; lasts until it is told to end. */
@Command(
        name = "serve",
        description = "Keep a lab standing in the foreground; lab up does it in the background.",
        footer = {"", "Examples:", "  rekindle lab serve incident"})
final class LabServeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", arity = "0..1", description = "Whose world (default: incident).")
    private String scenario = "incident";

    @Override
    public Integer call() throws Exception {
        Scenario found = Scenarios.find(scenario);
        Path folder = LabFolders.ofStanding();
        if (Files.exists(folder.resolve("machines"))) {
            LabFolders.remove(folder.resolve("machines"));
        }
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told.countDown();
                            awaitQuietly(ended);
                        },
                        "lab-end"));
        Talk talk = new Talk(System.out);
        try (House house = new House(found, folder, ToolFinder.create(), talk)) {
            StandingFile.write(new Standing(
                    ProcessHandle.current().pid(),
                    found.name(),
                    house.cloud().identityUrl(),
                    house.cloudsFile().toString(),
                    house.fleetFile().toString(),
                    house.hubs().hub().toString(),
                    house.hubs().binder().toString()));
            told.await();
        } finally {
            StandingFile.remove();
            ended.countDown();
        }
        return ExitCode.OK;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
