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
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.model.plan.SealedPlan;
import picocli.CommandLine.Option;

/** With what a person signs an answer. */
final class SignOptions {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign with this SSH key, by ssh-keygen. The .pub file of a key in your agent does as well.")
    private @Nullable Path key;

    @Option(
            names = "--print",
            description = "Send nothing: print what must be signed, and the commands, for one whose key is elsewhere.")
    private boolean print;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description = "The signature that was made elsewhere, as --print says. Needs --at.")
    private @Nullable Path signature;

    @Option(names = "--at", paramLabel = "TIME", description = "The time in the text that was signed elsewhere.")
    private @Nullable Instant at;

    /**
     * A signature and the signed time; both null for an answer by name alone.
     *
     * @param signature as {@code ssh-keygen -Y sign} writes it
     */
    record Signed(@Nullable Instant at, @Nullable String signature) {}

    boolean print() {
        return print;
    }

    /** Whether the person has signed elsewhere. */
    boolean signedElsewhere() {
        return signature != null;
    }

    /** Whether the person signs, here or elsewhere. */
    boolean signs() {
        return key != null || signature != null;
    }

    /**
     * The text and the commands, for a person who signs elsewhere.
     *
     * @param send the command that sends the answer, without time and signature
     */
    static List<String> elsewhere(SignedText text, String send) {
        String file = text.kind() + ".sig";
        return List.of(
                "Sign this text, and nothing else, where your key is:",
                "",
                text.toString(),
                "  printf '" + forPrintf(text.toString()) + "' \\",
                "    | " + SshKeygen.command("~/.ssh/id_ed25519") + " > " + file,
                "",
                "Then send the signature:",
                "",
                "  " + send + " --at " + text.at() + " --signature " + file);
    }

    /** The time at which a person signs: to the second, as the text has it. */
    static Instant toTheSecond(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The id of the run that a person signs for, as Temporal shows it. */
    static String runId(String shown) {
        // It goes into a command that a person copies, and comes from a server that is not ours to trust.
        if (!shown.matches("[0-9a-zA-Z-]{1,64}")) {
            throw new CliFailure(ExitCode.FAILED, "The run that Temporal shows has no id that can be signed.");
        }
        return shown;
    }

    /** An argument as a person can paste it into a shell, whatever is in it. */
    static String quoted(String argument) {
        if (argument.matches("[\\p{L}\\p{N}._@+/:-]+")) {
            return argument;
        }
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    private static String forPrintf(String text) {
        return text.replace("\\", "\\\\")
                .replace("%", "%%")
                .replace("'", "'\\''")
                .replace("\n", "\\n");
    }

    /** Refuses what cannot lead to a signature, before anybody is asked. */
    void check() {
        if (signature != null && at == null) {
            throw new CliFailure(ExitCode.USAGE, "--signature needs --at TIME, the time in the text that was signed.");
        }
    }

    /**
     * Refuses what cannot lead to an approval, before anybody is asked.
     *
     * @param loggedIn whether a login at the identity provider signs instead
     */
    void check(SealedPlan plan, boolean loggedIn) {
        check();
        if (plan.plan().signed() && !loggedIn && !signs() && !print) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "This approval must be signed: add --key ~/.ssh/id_ed25519, --oidc to log in, or --print to sign"
                            + " where your key is.");
        }
        // A server that is not ours to trust could show one plan under the hash of another.
        if (plan.plan().signed() && !PlanSeal.holds(plan)) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "The plan that Temporal shows does not have the hash that it shows, so nobody may sign it. Is the"
                            + " worker of another release than this command?");
        }
    }

    /**
     * Signs, or takes what was signed elsewhere.
     *
     * @param text what is signed at a time
     */
    Signed sign(Function<Instant, ? extends SignedText> text, Instant now, SshSigner signer) {
        if (signature != null) {
            return new Signed(at, read(signature));
        }
        if (key == null) {
            return new Signed(null, null);
        }
        SignedText signed = text.apply(toTheSecond(now));
        return new Signed(signed.at(), signer.sign(signed.toString(), key));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliFailure(ExitCode.USAGE, "The signature " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
