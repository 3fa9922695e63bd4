// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.AllowedSigners;
import org.rekindle.activities.approval.SignerKey;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.UnusableKey;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle report}. */
@Command(
        name = "report",
        description = {
            "Print the report of a cluster's run.",
            "Where the report is kept on another machine, its place is printed instead.",
            "With --verify, every signature of the report is checked by the keys of the fleet file."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle report projectpythia-binder > incident.md",
            "  ./rekindle report projectpythia-binder --verify",
            "  ./rekindle report --verify --file incident.md --allowed-signers allowed_signers"
        })
final class ReportCommand extends RunCommand {

    /** A report for programs: its place, and its text where it can be read from here. */
    record Kept(String cluster, String location, String markdown) {}

    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(names = "--verify", description = "Check every signature of the report, and print what was found.")
    private boolean verify;

    @Option(names = "--file", paramLabel = "REPORT", description = "Take the report from this file, without Temporal.")
    private @Nullable Path file;

    @Option(
            names = "--allowed-signers",
            paramLabel = "FILE",
            description = "Check by the keys of this file, in OpenSSH's format, in place of the fleet file's.")
    private @Nullable Path allowedSigners;

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec self;

    ReportCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if ((file == null) == cluster.isEmpty()) {
            throw new ParameterException(self.commandLine(), "Name a CLUSTER, or a report by --file.");
        }
        if (file == null) {
            return super.call();
        }
        try {
            return show(file.toString(), readFile(file));
        } finally {
            out().flush();
        }
    }

    @Override
    int run(Recoveries recoveries) {
        RecoveryView view = recoveries.view(cluster);
        String location = view.report();
        if (location == null) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND, "The run of " + cluster + " has no report yet: it is " + view.phase() + ".");
        }
        return show(location, read(location));
    }

    private int show(String location, String markdown) {
        if (verify) {
            return verify(markdown);
        }
        if (isJson()) {
            printJson(new Kept(cluster, location, markdown));
        } else {
            out().println(markdown.isEmpty() ? "The report is kept at " + location + "." : markdown);
        }
        return ExitCode.OK;
    }

    private int verify(String markdown) {
        List<SignedReport.Finding> findings = new SignedReport(markdown, signers()).findings();
        if (isJson()) {
            printJson(findings);
        } else if (findings.isEmpty()) {
            out().println("The report has no signature: names are claims, or nobody approved a teardown.");
        } else {
            findings.forEach(each -> out().println(each.sentence()));
        }
        return ExitCode.okOrFailed(!findings.isEmpty() && findings.stream().allMatch(SignedReport.Finding::holds));
    }

    private Signers signers() {
        if (allowedSigners == null) {
            return fleet.read().signers();
        }
        List<SignerKey> signers = new ArrayList<>();
        for (AllowedSigners.Line line : AllowedSigners.read(readFile(allowedSigners))) {
            UnusableKey fault = line.fault();
            SignerKey key = line.key();
            if (fault != null) {
                throw new CliFailure(
                        ExitCode.CONFIGURATION,
                        allowedSigners + ":" + line.number() + ": " + fault.problem() + "; " + fault.cure());
            }
            if (key != null) {
                signers.add(key);
            }
        }
        return new Signers(signers);
    }

    private static String read(String location) {
        try {
            Path place = Path.of(location);
            return Files.isRegularFile(place) ? readFile(place) : "";
        } catch (InvalidPathException e) {
            // Kept somewhere else than in a file.
            return "";
        }
    }

    private static String readFile(Path place) {
        try {
            return Files.readString(place);
        } catch (IOException e) {
            throw new CliFailure(ExitCode.FAILED, "The file " + place + " cannot be read: " + e.getMessage(), e);
        }
    }
}
