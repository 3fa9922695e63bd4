// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.process.DevServer;
import org.rekindle.worker.process.WorkerProcess;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekindle up}. */
@Command(
        name = "up",
        description = {
            "Start Temporal's development server on a database file that is kept, and a worker for the fleet.",
            "Ctrl-C or SIGTERM ends both; runs go on at the next start."
        },
        footer = {"", "Examples:", "  ./rekindle up", "  ./rekindle up --fleet fleet.yaml --ui-port 8080"})
final class UpCommand implements Callable<Integer> {

    @Mixin
    private FleetOption fleetOption = new FleetOption();

    @Mixin
    private LogOption log = new LogOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7233",
            description = "Temporal's port (default: 7233; 0: a free one).")
    private int port;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            defaultValue = "8233",
            description = "The web UI's port (default: 8233; 0: a free one).")
    private int uiPort;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            description = "Temporal's database file (default: temporal.db in the state folder).")
    private @Nullable Path database;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        FleetFile fleet = fleetOption.read();
        Path binary = temporal();
        log.apply();
        Path file = database == null ? fleet.stateFolder().resolve("temporal.db") : database;
        DevServer server =
                DevServer.start(binary, file, port, uiPort, fleet.stateFolder().resolve("temporal.log"));
        AtomicReference<WorkerProcess> running = new AtomicReference<>();
        AtomicBoolean ending = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending.set(true);
                            end(running.get(), server);
                        },
                        "shutdown"));
        WorkerProcess worker = WorkerProcess.start(fleet, new TemporalAddress(server.address(), null));
        running.set(worker);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Temporal UI  " + server.ui());
        out.println("Temporal     " + server.address() + ", kept in " + file);
        out.println("Worker       http://" + fleet.webhooks().host() + ":" + worker.httpPort() + " ("
                + String.join(", ", worker.httpRoutes()) + ")");
        out.println("Ctrl-C ends both; runs go on at the next start.");
        out.flush();
        int ended = server.process().waitFor();
        if (ending.get()) {
            return ExitCode.OK;
        }
        throw new CliFailure(
                ExitCode.UNREACHABLE,
                "Temporal's development server ended by itself (exit code " + ended + "). Look at "
                        + fleet.stateFolder().resolve("temporal.log") + ".");
    }

    /** The worker first, so that it does not look for a server that is gone. */
    private static void end(@Nullable WorkerProcess worker, DevServer server) {
        if (worker != null) {
            worker.close();
        }
        server.close();
    }

    private Path temporal() {
        PrintWriter err = spec.commandLine().getErr();
        return ToolFinder.create().ensure(Tool.TEMPORAL, line -> {
            err.println(line);
            err.flush();
        });
    }
}
