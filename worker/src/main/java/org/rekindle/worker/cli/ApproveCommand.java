// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle approve}. */
@Command(
        name = "approve",
        description = {
            "Let the plan of a run go ahead.",
            "Shows what is destroyed and asks. Without a terminal, both --plan and --yes are needed,"
                    + " so that every plan is read before it is approved."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle approve projectpythia-binder",
            "  ./rekindle approve projectpythia-binder --plan 3f2a90c1d4e5 --by ana --yes",
            "  ./rekindle approve projectpythia-binder --by ana --key ~/.ssh/id_ed25519",
            "  ./rekindle approve projectpythia-binder --by ana --oidc",
            "  ./rekindle approve projectpythia-binder --by ana --print"
        })
final class ApproveCommand extends RunCommand {

    /** What must be signed, for programs. */
    record ToSign(String cluster, String text, Instant at) {}

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(names = "--plan", paramLabel = "HASH", description = NamedPlan.DESCRIPTION)
    private @Nullable String hash;

    @Option(names = "--by", paramLabel = "NAME", description = "Who approves (default: your user name).")
    private @Nullable String by;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Mixin
    private SignOptions sign = new SignOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec self;

    ApproveCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        if (sign.print()) {
            return print(recoveries);
        }
        if (yes && hash == null) {
            throw new ParameterException(self.commandLine(), "--yes needs --plan HASH: say which plan you have read");
        }
        if (!yes && !context().interactive()) {
            throw new ParameterException(
                    self.commandLine(),
                    "There is no terminal to ask at: read `./rekindle plan` and repeat with --plan HASH --yes");
        }
        RecoveryView view = recoveries.view(cluster);
        SealedPlan plan = NamedPlan.matching(hash, view);
        String name = nameOr(by);
        sign.check(plan);
        if (!isJson()) {
            out().println("Plan " + plan.sha256() + " for " + cluster + ": "
                    + Sentences.of(plan.plan().diagnosis()));
            print(PlanPage.destruction(plan.plan(), style()));
            out().println();
        }
        if (!yes && !confirmed(name)) {
            out().println("Nothing was approved.");
            return ExitCode.FAILED;
        }
        Approve approve = sign.approve(
                cluster,
                view,
                plan,
                name,
                context().clock().instant(),
                context().signer(),
                this::loggedIn);
        String sentence = recoveries.approve(cluster, approve);
        if (isJson()) {
            printJson(new RunAnswer(cluster, sentence));
        } else {
            out().println(sentence);
        }
        return ExitCode.OK;
    }

    private String loggedIn(ApprovalText text) {
        OidcSigners signers = fleet.readSigners().oidc();
        if (signers == null) {
            throw new CliFailure(
                    ExitCode.USAGE, "The fleet file names no identity provider: add oidc, or approve with --key.");
        }
        // What is printed for programs is the answer alone.
        return context().login().idToken(signers, text, isJson() ? err() : out());
    }

    private int print(Recoveries recoveries) {
        RecoveryView view = recoveries.view(cluster);
        SealedPlan plan = NamedPlan.matching(hash, view);
        sign.check(plan);
        ApprovalText text = SignOptions.text(
                cluster, view, plan, nameOr(by), context().clock().instant());
        if (isJson()) {
            printJson(new ToSign(cluster, text.toString(), text.at()));
            return ExitCode.OK;
        }
        print(PlanPage.destruction(plan.plan(), style()));
        out().println();
        print(SignOptions.elsewhere(text));
        return ExitCode.OK;
    }

    private boolean confirmed(String name) {
        out().print("Approve this as " + name + "? [y/N] ");
        out().flush();
        try {
            String typed = context().input().readLine();
            return typed != null && typed.trim().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new CliFailure(ExitCode.FAILED, "Your answer cannot be read; nothing was approved.", e);
        }
    }
}
