// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoveryView;
import picocli.CommandLine.Option;

/** With what an approval is signed. */
final class SignOptions {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign with this SSH key, by ssh-keygen. The .pub file of a key in your agent does as well.")
    private @Nullable Path key;

    @Option(
            names = "--oidc",
            description = "Sign by a login at the identity provider of the fleet file, on any device.")
    private boolean oidc;

    @Option(
            names = "--print",
            description =
                    "Approve nothing: print what must be signed, and the commands, for one whose key is elsewhere.")
    private boolean print;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description = "The signature that was made elsewhere, as --print says. Needs --at.")
    private @Nullable Path signature;

    @Option(names = "--at", paramLabel = "TIME", description = "The time in the text that was signed elsewhere.")
    private @Nullable Instant at;

    boolean print() {
        return print;
    }

    /** The text and the commands, for a person who signs elsewhere. */
    static List<String> elsewhere(ApprovalText text) {
        String quoted = text.toString().replace("\n", "\\n");
        return List.of(
                "Sign this text, and nothing else, where your key is:",
                "",
                text.toString(),
                "  printf '" + quoted + "' \\",
                "    | " + SshKeygen.command("~/.ssh/id_ed25519") + " > approval.sig",
                "",
                "Then send the signature:",
                "",
                "  ./rekindle approve " + text.cluster() + " --plan "
                        + text.plan().abbreviated() + " --by " + text.by() + " --at " + text.at()
                        + " --signature approval.sig --yes");
    }

    /** What a person signs who approves now. */
    static ApprovalText text(String cluster, RecoveryView view, SealedPlan plan, String by, Instant at) {
        // It goes into a command that a person copies, and comes from a server that is not ours to trust.
        if (!view.runId().matches("[0-9a-zA-Z-]{1,64}")) {
            throw new CliFailure(ExitCode.FAILED, "The run that Temporal shows has no id that can be signed.");
        }
        return new ApprovalText(
                cluster,
                Identifiers.workflowId(cluster),
                view.runId(),
                plan.sha256(),
                by,
                at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Refuses what cannot lead to an approval, before anybody is asked. */
    void check(SealedPlan plan) {
        if (signature != null && at == null) {
            throw new CliFailure(ExitCode.USAGE, "--signature needs --at TIME, the time in the text that was signed.");
        }
        if (plan.plan().signed() && key == null && !oidc && signature == null && !print) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "This approval must be signed: add --key ~/.ssh/id_ed25519, --oidc to log in, or --print to sign"
                            + " where your key is.");
        }
        if (oidc && (key != null || signature != null)) {
            throw new CliFailure(ExitCode.USAGE, "Sign in one way: --oidc, --key or --signature.");
        }
        // A server that is not ours to trust could show one plan under the hash of another.
        if (plan.plan().signed() && !PlanSeal.holds(plan)) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "The plan that Temporal shows does not have the hash that it shows, so nobody may sign it. Is the worker of"
                            + " another release than this command?");
        }
    }

    /**
     * The approval, signed where it is to be.
     *
     * @param login has the person log in, and gives the ID token
     */
    Approve approve(
            String cluster,
            RecoveryView view,
            SealedPlan plan,
            String by,
            Instant now,
            SshSigner signer,
            Function<ApprovalText, String> login) {
        if (signature != null) {
            return new Approve(plan.sha256(), by, at, read(signature));
        }
        if (key == null && !oidc) {
            return new Approve(plan.sha256(), by);
        }
        ApprovalText text = text(cluster, view, plan, by, now);
        String made = key == null ? login.apply(text) : signer.sign(text.toString(), key);
        return new Approve(plan.sha256(), by, text.at(), made);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliFailure(ExitCode.USAGE, "The signature " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
