// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rekindle.activities.openstack.magnum.CredentialRotation;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle cloud rotate-credential}. */
@Command(
        name = "rotate-credential",
        description = {
            "Have Magnum make a new application credential for a cluster (PATCH /v1/credentials, microversion 1.12 or later).",
            "For a cluster whose own credential was revoked or whose user is gone: its load balancers and volumes no longer work then.",
            "This is not for certificates, and it can MASK A FAILED STATE: afterwards Magnum shows UPDATE_COMPLETE,",
            "even where the cluster failed before. Do not use it while a run of the cluster is under way."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle cloud rotate-credential projectpythia-binder",
            "  ./rekindle cloud rotate-credential projectpythia-binder --yes -o json"
        })
final class RotateCredentialCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--yes", description = "Do not ask. The warning is given all the same.")
    private boolean yes;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final CliContext context;

    RotateCredentialCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!yes && !context.interactive()) {
            throw new ParameterException(spec.commandLine(), "There is no terminal to ask at: repeat with --yes.");
        }
        FleetFile file = fleet.read();
        ClusterProfile profile =
                file.of(cluster).orElseThrow(() -> new CliFailure(ExitCode.NOT_FOUND, file.unknown(cluster)));
        CredentialRotation rotation = new CredentialRotation(CloudAccess.by(file.cloudsFile()), profile);
        CredentialRotation.Sighting seen = rotation.look();
        PrintWriter err = spec.commandLine().getErr();
        err.println(seen.name() + " (" + seen.uuid() + ") is " + seen.status() + ".");
        if (seen.warning() != null) {
            err.println("WARNING: " + seen.warning());
        }
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        if (!yes && !confirmed(err)) {
            out.println("Nothing was changed.");
            return ExitCode.FAILED;
        }
        String sentence = rotation.rotate(seen);
        out.println(output.isJson() ? JsonOutput.write(new RunAnswer(cluster, sentence)) : sentence);
        out.flush();
        return ExitCode.OK;
    }

    private boolean confirmed(PrintWriter err) {
        err.print("Make a new application credential for it? [y/N] ");
        err.flush();
        try {
            String typed = context.input().readLine();
            return typed != null && typed.trim().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new CliFailure(ExitCode.FAILED, "Your answer cannot be read; nothing was changed.", e);
        }
    }
}
