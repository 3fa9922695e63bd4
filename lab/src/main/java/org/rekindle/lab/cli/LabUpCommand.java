// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.OwnCommand;
import org.rekindle.lab.scenario.ScenarioFault;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.JsonOutput;
import org.rekindle.worker.cli.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle lab up}. */
@Command(
        name = "up",
        description = "Start the cloud of a scenario and keep it in the background.",
        footer = {
            "",
            "Examples:",
            "  ./rekindle lab up",
            "  ./rekindle lab up incident-wise --output json",
            "  ./rekindle lab up --openstack real",
            "  ./rekindle lab up --hubs real",
            "  OS_CLIENT_CONFIG_FILE=.rekindle/lab/up/clouds.yaml openstack --os-cloud rekindle coe cluster list"
        })
final class LabUpCommand implements Callable<Integer> {

    /** Tools may have to be built first, which takes minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(45);

    @Parameters(paramLabel = "NAME|FILE", arity = "0..1", description = "Whose world (default: incident).")
    private String scenario = "incident";

    @Option(
            names = "--openstack",
            paramLabel = "KIND",
            description = {
                "simulated: Keystone and Magnum are the lab's own, each cluster is a real control plane (default).",
                "real: Keystone, Magnum and Cluster API's controllers are the real ones, machines are in memory."
            })
    private OpenStackKind openstack = OpenStackKind.SIMULATED;

    @Mixin
    private HubsOption hubs = new HubsOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try {
            Scenarios.find(scenario, hubs.kind()).mustFit(openstack, hubs.kind());
        } catch (ScenarioFault fault) {
            throw new CliFailure(ExitCode.CONFIGURATION, String.valueOf(fault.getMessage()));
        }
        hubs.mustBePossible();
        Optional<Standing> already = StandingFile.read();
        if (already.isPresent()) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "A lab stands already (" + already.get().scenario() + ", process "
                            + already.get().pid() + "). End it with `./rekindle lab down`.");
        }
        Path folder = LabFolders.ofStanding();
        Files.createDirectories(folder);
        StandingFile.remove();
        Path log = folder.resolve("lab.log");
        Files.deleteIfExists(log);
        Process process = new ProcessBuilder(OwnCommand.line(List.of(
                        "lab",
                        "serve",
                        scenario,
                        "--openstack",
                        openstack.toString(),
                        "--hubs",
                        hubs.kind().toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        print(await(process, log));
        return ExitCode.OK;
    }

    private Standing await(Process process, Path log) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int shown = 0;
        while (System.nanoTime() < deadline) {
            Optional<Standing> standing = StandingFile.read();
            if (standing.isPresent()) {
                return standing.get();
            }
            if (!process.isAlive()) {
                throw new CliFailure(
                        ExitCode.FAILED, "The lab did not start:\n" + String.join("\n", ChildProcess.tail(log, 20)));
            }
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.min(shown, lines.size()), lines.size()).forEach(System.err::println);
            shown = lines.size();
            Thread.sleep(200);
        }
        process.destroy();
        throw new CliFailure(
                ExitCode.FAILED, "The lab did not start within " + LONGEST.toMinutes() + " minutes; see " + log);
    }

    private void print(Standing standing) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.write(standing));
        } else {
            out.print(StandingTable.of(standing));
            out.println("Use it with OS_CLIENT_CONFIG_FILE=" + standing.cloudsFile() + " and --os-cloud rekindle.");
            StandingTable.howToOpen(standing).ifPresent(out::println);
        }
        out.flush();
    }
}
