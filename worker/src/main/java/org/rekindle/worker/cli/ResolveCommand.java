// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.ResolutionText;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekindle resolve}. */
@Command(
        name = "resolve",
        description = "Say what a stuck step does next: try again, be skipped, or end the run.",
        footer = {
            "",
            "Examples:",
            "  ./rekindle resolve projectpythia-binder retry",
            "  ./rekindle resolve projectpythia-binder skip --by ana",
            "  ./rekindle resolve projectpythia-binder skip --by ana --key ~/.ssh/id_ed25519"
        })
final class ResolveCommand extends RunCommand {

    @Parameters(index = "0", paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Parameters(index = "1", paramLabel = "retry|skip|abort", description = "What the step is to do.")
    private Resolution resolution = Resolution.RETRY;

    @Option(
            names = "--step",
            paramLabel = "NAME",
            description = "The step that is meant (default: the one that is stuck now).")
    private @Nullable String step;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: your user name).")
    private @Nullable String by;

    @Mixin
    private SignOptions sign = new SignOptions();

    ResolveCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        sign.check();
        if (!sign.print() && !sign.signs()) {
            return send(
                    recoveries,
                    step == null ? stuckStep(recoveries.view(cluster)).step() : step,
                    null,
                    null);
        }
        RecoveryView view = recoveries.view(cluster);
        StuckStep stuck = stuckStep(view);
        Instant now = context().clock().instant();
        if (sign.print()) {
            String command = "./rekindle resolve " + cluster + " " + Text.constant(resolution.name()) + " --step "
                    + SignOptions.quoted(stuck.step()) + " --by " + SignOptions.quoted(nameOr(by));
            return toSign(cluster, text(view, stuck, SignOptions.toTheSecond(now)), command);
        }
        SignOptions.Signed signed =
                sign.sign(at -> text(view, stuck, at), now, context().signer());
        return send(recoveries, stuck.step(), signed.at(), signed.signature());
    }

    private int send(Recoveries recoveries, String stuck, @Nullable Instant at, @Nullable String signature) {
        return answered(
                cluster, recoveries.resolve(cluster, new Resolve(stuck, resolution, nameOr(by), at, signature)));
    }

    private ResolutionText text(RecoveryView view, StuckStep stuck, Instant at) {
        return new ResolutionText(
                cluster,
                Identifiers.workflowId(cluster),
                SignOptions.runId(view.runId()),
                stuck.step(),
                stuck.since(),
                resolution.name(),
                nameOr(by),
                at);
    }

    /** The step that we see stuck, so that a late answer does not hit the next one. */
    private StuckStep stuckStep(RecoveryView view) {
        StuckStep stuck = view.stuck();
        if (stuck == null) {
            throw new CliFailure(ExitCode.FAILED, "No step of " + cluster + " is stuck: it is " + view.phase() + ".");
        }
        if (step != null && !step.equals(stuck.step())) {
            throw new CliFailure(ExitCode.FAILED, "Step \"" + step + "\" is not stuck; \"" + stuck.step() + "\" is.");
        }
        return stuck;
    }
}
