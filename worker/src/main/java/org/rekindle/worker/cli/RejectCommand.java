// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.approval.RejectionText;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekindle reject}. */
@Command(
        name = "reject",
        description = "Refuse the plan of a run; the run ends with its report.",
        footer = {
            "",
            "Examples:",
            "  ./rekindle reject projectpythia-binder --reason \"exam week\"",
            "  ./rekindle reject projectpythia-binder --by ana --key ~/.ssh/id_ed25519"
        })
final class RejectCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(names = "--plan", paramLabel = "HASH", description = NamedPlan.DESCRIPTION)
    private @Nullable String hash;

    @Option(names = "--by", paramLabel = "NAME", description = "Who rejects (default: your user name).")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the report.")
    private @Nullable String reason;

    @Mixin
    private SignOptions sign = new SignOptions();

    RejectCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        sign.check();
        RecoveryView view = recoveries.view(cluster);
        SealedPlan plan = NamedPlan.matching(hash, view);
        Instant now = context().clock().instant();
        if (sign.print()) {
            return toSign(cluster, text(view, plan, SignOptions.toTheSecond(now)), command(plan));
        }
        SignOptions.Signed signed =
                sign.sign(at -> text(view, plan, at), now, context().signer());
        Reject reject = new Reject(plan.sha256(), nameOr(by), reason, signed.at(), signed.signature());
        return answered(cluster, recoveries.reject(cluster, reject));
    }

    private RejectionText text(RecoveryView view, SealedPlan plan, Instant at) {
        return new RejectionText(
                cluster,
                Identifiers.workflowId(cluster),
                SignOptions.runId(view.runId()),
                plan.sha256(),
                reason,
                nameOr(by),
                at);
    }

    private String command(SealedPlan plan) {
        return "./rekindle reject " + cluster + " --plan " + plan.sha256().abbreviated()
                + (reason == null ? "" : " --reason " + SignOptions.quoted(reason)) + " --by "
                + SignOptions.quoted(nameOr(by));
    }
}
