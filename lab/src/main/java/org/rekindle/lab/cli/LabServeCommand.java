// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.scenario.Scenario;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekindle lab serve}: the process behind {@code lab up}; lasts until it is stopped. */
@Command(
        name = "serve",
        description = "Keep a lab standing in the foreground; lab up does it in the background.",
        footer = {"", "Examples:", "  ./rekindle lab serve incident"})
final class LabServeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", arity = "0..1", description = "Whose world (default: incident).")
    private String scenario = "incident";

    @Option(names = "--openstack", paramLabel = "KIND", description = "simulated or real (default: simulated).")
    private OpenStackKind openstack = OpenStackKind.SIMULATED;

    @Mixin
    private HubsOption hubs = new HubsOption();

    @Override
    public Integer call() throws Exception {
        Scenario found = Scenarios.find(scenario, hubs.kind());
        Path folder = LabFolders.ofStanding();
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean stands = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending.countDown();
                            // One that is still starting ends at once: all its processes end with this one.
                            if (stands.get()) {
                                awaitQuietly(ended);
                            }
                        },
                        "lab-end"));
        Talk talk = new Talk(System.out);
        try (StandingLab lab = StandingLab.start(found, openstack, hubs.kind(), folder, talk)) {
            stands.set(true);
            StandingFile.write(lab.standing());
            ending.await();
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
