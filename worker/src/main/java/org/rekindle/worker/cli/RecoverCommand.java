// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.Started;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.teardown.ApprovalCheck;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekindle recover}. */
@Command(
        name = "recover",
        description = {
            "Start the recovery of a cluster.",
            "A cluster has at most one run under way; starting it again leads to that one.",
            "With --key you sign for the run as its requester, also for one that is under way already."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle recover projectpythia-binder",
            "  ./rekindle recover projectpythia-binder --watch",
            "  ./rekindle recover projectpythia-binder --requested-by ana --key ~/.ssh/id_ed25519",
            "  ./rekindle recover projectpythia-binder --dry-run --wait --output json"
        })
final class RecoverCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    @Option(names = "--dry-run", description = "End after the plan; nothing is changed.")
    private boolean dryRun;

    @Option(
            names = "--requested-by",
            paramLabel = "NAME",
            description = "Who asks (default: your user name). Another person must approve a teardown.")
    private @Nullable String requestedBy;

    @Mixin
    private SignOptions sign = new SignOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec self;

    @ArgGroup
    private @Nullable Following following;

    static final class Following {
        @Option(names = "--watch", description = "Show the run until it ends.")
        private boolean watch;

        @Option(names = "--wait", description = "Show the run until it ends or waits for a human (exit code 6).")
        private boolean wait;
    }

    RecoverCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        String by = nameOr(requestedBy);
        if (ApprovalCheck.isPolicy(by)) {
            throw new ParameterException(
                    self.commandLine(),
                    "`policy` is the name by which the fleet file itself approves. Say who you are by --requested-by"
                            + " NAME.");
        }
        if (by.isBlank()) {
            throw new ParameterException(
                    self.commandLine(),
                    "Say who you are by --requested-by NAME: the requester cannot approve the plan.");
        }
        sign.check();
        if (dryRun && (sign.print() || sign.signs())) {
            throw new ParameterException(self.commandLine(), "A dry run deletes nothing, so nobody signs for it.");
        }
        if (sign.print()) {
            Instant now = SignOptions.toTheSecond(context().clock().instant());
            return toSign(
                    cluster,
                    text(runUnderWay(recoveries), by, now),
                    "./rekindle recover " + cluster + " --requested-by " + SignOptions.quoted(by));
        }
        if (sign.signedElsewhere()) {
            return answered(cluster, prove(recoveries, runUnderWay(recoveries), by));
        }
        Started started = recoveries.recover(new RecoverRequest(cluster, "manual", by, dryRun, null));
        if (following == null && !isJson()) {
            out().println(sentence(started));
        } else if (!started.isNew()) {
            // A person must know that it is a run that another one may have asked for.
            err().println(sentence(started));
        }
        if (sign.signs()) {
            String signed = prove(recoveries, started.runId(), by);
            if (!isJson()) {
                out().println(signed);
            }
        }
        if (following != null) {
            return follow(recoveries, following.wait && !following.watch);
        }
        if (isJson()) {
            printJson(started);
        } else {
            out().println("Watch it with `./rekindle status " + cluster + " --watch`.");
        }
        return ExitCode.OK;
    }

    /** Signs for a run that has begun: before, it has no id that could be signed. */
    private String prove(Recoveries recoveries, String run, String by) {
        SignOptions.Signed signed = sign.sign(
                at -> text(run, by, at), context().clock().instant(), context().signer());
        return recoveries.proveRequester(
                cluster, new ProveRequester(by, signed.at(), String.valueOf(signed.signature())));
    }

    private RequestText text(String run, String by, Instant at) {
        return new RequestText(cluster, Identifiers.workflowId(cluster), SignOptions.runId(run), by, at);
    }

    private String runUnderWay(Recoveries recoveries) {
        if (!recoveries.isUnderWay(cluster)) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND,
                    "No run of " + cluster
                            + " is under way that you could sign for. Start it without --print and --signature"
                            + " first: the run's id is what you sign.");
        }
        return recoveries.view(cluster).runId();
    }

    private String sentence(Started started) {
        if (started.isNew()) {
            return "Started " + started.workflowId() + ", run " + started.runId() + ".";
        }
        return "A run of " + cluster + " is under way already: run " + started.runId() + ".";
    }

    private int follow(Recoveries recoveries, boolean stopForHuman) {
        Watch watch = isJson() ? silentWatch(recoveries) : watch(recoveries);
        RecoveryView view = stopForHuman ? watch.untilSomebodyIsNeeded(cluster) : watch.toTheEnd(cluster);
        if (isJson()) {
            printJson(new Status(view, List.of()));
        }
        return NextSteps.exitCode(view);
    }
}
