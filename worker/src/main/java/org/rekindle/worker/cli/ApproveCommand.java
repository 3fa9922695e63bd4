// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.api.Identifiers;
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

    @Option(
            names = "--oidc",
            description = "Sign by a login at the identity provider of the fleet file, on any device.")
    private boolean oidc;

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
        check(plan);
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
        SignOptions.Signed signed = signed(view, plan, name);
        return answered(
                cluster,
                recoveries.approve(cluster, new Approve(plan.sha256(), name, signed.at(), signed.signature())));
    }

    private SignOptions.Signed signed(RecoveryView view, SealedPlan plan, String name) {
        Instant now = context().clock().instant();
        if (oidc) {
            ApprovalText text = text(view, plan, name, SignOptions.toTheSecond(now));
            return new SignOptions.Signed(text.at(), loggedIn(text));
        }
        return sign.sign(at -> text(view, plan, name, at), now, context().signer());
    }

    private ApprovalText text(RecoveryView view, SealedPlan plan, String name, Instant at) {
        return new ApprovalText(
                cluster, Identifiers.workflowId(cluster), SignOptions.runId(view.runId()), plan.sha256(), name, at);
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
        check(plan);
        if (!isJson()) {
            print(PlanPage.destruction(plan.plan(), style()));
            out().println();
        }
        ApprovalText text = text(
                view,
                plan,
                nameOr(by),
                SignOptions.toTheSecond(context().clock().instant()));
        return toSign(
                cluster,
                text,
                "./rekindle approve " + cluster + " --yes --plan "
                        + plan.sha256().abbreviated() + " --by " + SignOptions.quoted(text.by()));
    }

    private void check(SealedPlan plan) {
        if (oidc && sign.signs()) {
            throw new CliFailure(ExitCode.USAGE, "Sign in one way: --oidc, --key or --signature.");
        }
        sign.check(plan, oidc);
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
