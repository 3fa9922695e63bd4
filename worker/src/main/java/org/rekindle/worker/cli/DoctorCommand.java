// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.tools.Check;
import org.rekindle.worker.tools.Doctor;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.decide.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rekindle doctor}. */
@Command(
        name = "doctor",
        description = {
            "Look at everything that a run needs, and show the cure for what is missing. Changes nothing.",
            "With --cloud, look at a cloud instead: what would stop a recovery of the fleet's clusters there?",
            "Exit code 3 when a run could not work."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle doctor",
            "  ./rekindle doctor -o json",
            "  ./rekindle doctor --cloud jetstream2",
            "  ./rekindle doctor --cloud jetstream2 --fleet production/fleet.yaml -o json",
            "  ./rekindle doctor --cloud jetstream2 --clouds-file clouds.yaml    without a fleet file"
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "The state folder to look at (default: ~/.local/state/rekindle).")
    private Path state = Path.of(System.getProperty("user.home"), ".local", "state", "rekindle");

    @Option(
            names = "--cloud",
            paramLabel = "NAME",
            description = "Look at this cloud of clouds.yaml, by reading alone.")
    private @Nullable String cloud;

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Option(
            names = "--clouds-file",
            paramLabel = "FILE",
            description = "Look at the cloud alone, by this clouds.yaml; no fleet file is read.")
    private @Nullable Path cloudsFile;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cloud != null) {
            return cloud(cloud);
        }
        if (cloudsFile != null) {
            throw new ParameterException(spec.commandLine(), "--clouds-file needs --cloud, the entry to look at.");
        }
        List<Check> checks = new Doctor(ToolFinder.create(), state).examine();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.write(checks));
        } else {
            print(checks, out, Style.of(spec.commandLine(), Terminal.isUnicode()));
        }
        out.flush();
        return Doctor.isFit(checks) ? ExitCode.OK : ExitCode.CONFIGURATION;
    }

    private int cloud(String name) {
        PrintWriter err = spec.commandLine().getErr();
        CloudExamination examination;
        if (cloudsFile != null) {
            examination = CloudExamination.of(cloudsFile, name, List.of(), err);
        } else {
            FleetFile file = fleet.read();
            examination = CloudExamination.of(
                    file.cloudsFile(),
                    name,
                    file.ids().stream()
                            .flatMap(id -> file.of(id).stream())
                            .filter(profile -> profile.cloud().equals(name))
                            .toList(),
                    err);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonOutput.write(examination.findings()));
        } else {
            examination.print(out, Style.of(spec.commandLine(), Terminal.isUnicode()));
        }
        out.flush();
        return examination.exitCode();
    }

    private static void print(List<Check> checks, PrintWriter out, Style style) {
        Table table = new Table("WHAT", "STATE", "WANTED", "FOUND", "FROM", "WHERE");
        for (Check check : checks) {
            table.row(
                    check.name(),
                    Text.constant(check.status().name()),
                    check.wanted(),
                    check.found(),
                    check.origin(),
                    Optional.ofNullable(check.path()).map(Path::toString).orElse(null));
        }
        out.print(table);
        for (Check check : checks) {
            if (check.cure() != null) {
                out.println(style.bold(check.name() + ":") + " " + check.cure());
            }
        }
    }
}
