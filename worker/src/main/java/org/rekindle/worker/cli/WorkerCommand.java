// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.process.TlsProbeWorker;
import org.rekindle.worker.process.WorkerProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rekindle worker}. */
@Command(
        name = "worker",
        description = {
            "Join an existing Temporal and work for the fleet, until Ctrl-C or SIGTERM.",
            "Temporal is found by TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_* or temporal.toml.",
            "TEMPORAL_API_KEY_FILE names a file with the token, which is read again when it changes; TEMPORAL_OAUTH_* fetch one."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle worker --fleet fleet.yaml",
            "  TEMPORAL_ADDRESS=temporal.example.org:7233 ./rekindle worker"
        })
final class WorkerCommand implements Callable<Integer> {

    @Mixin
    private FleetOption fleetOption = new FleetOption();

    @Mixin
    private TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private WorkerVersionOptions version = new WorkerVersionOptions();

    @Option(
            names = "--look-from",
            paramLabel = "NAME",
            description =
                    "Only look at served certificates, from here, for clusters whose confirmAfter: names this place.")
    private @Nullable String place;

    @Mixin
    private LogOption log = new LogOption();

    @Override
    public Integer call() throws InterruptedException {
        FleetFile fleet = fleetOption.read();
        log.apply();
        AutoCloseable worker = start(fleet);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(worker), "shutdown"));
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    private AutoCloseable start(FleetFile fleet) {
        if (place == null) {
            return WorkerProcess.start(fleet, temporal.address(), version.version());
        }
        return TlsProbeWorker.start(place, temporal.address());
    }

    private static void close(AutoCloseable worker) {
        try {
            worker.close();
        } catch (Exception e) {
            throw new IllegalStateException("The worker did not close cleanly", e);
        }
    }
}
