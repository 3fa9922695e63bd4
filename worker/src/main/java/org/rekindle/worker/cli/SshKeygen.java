// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rekindle.workflows.model.approval.ApprovalText;

/**
 * Signs by the {@code ssh-keygen} of OpenSSH, which asks for passphrases and touches itself, and knows agents and security keys. So no
 * private key comes into this process.
 */
final class SshKeygen implements SshSigner {

    private static final String PROGRAM = "ssh-keygen";

    /** The command, for one who signs elsewhere. */
    static String command(String key) {
        return String.join(" ", arguments(key));
    }

    @Override
    public String sign(String text, Path key) {
        if (!Files.isRegularFile(key)) {
            throw new CliFailure(
                    ExitCode.USAGE, "There is no key " + key + ". Name a file, such as ~/.ssh/id_ed25519.");
        }
        try {
            return signature(text, key);
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    PROGRAM + " cannot be used here: " + e.getMessage()
                            + ". Install OpenSSH 8.2 or later, or sign elsewhere: repeat with --print.",
                    e);
        }
    }

    /** The text goes by a file, since a program that finds the key unusable ends before it has read a pipe. */
    private static String signature(String text, Path key) throws IOException {
        Path approval = Files.createTempFile("rekindle-approval", ".txt");
        try {
            Files.writeString(approval, text);
            Process process = new ProcessBuilder(arguments(key.toString()))
                    .redirectInput(approval.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String signature = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.onExit().join().exitValue();
            if (exitCode != 0) {
                throw new CliFailure(
                        ExitCode.FAILED,
                        PROGRAM + " signed nothing with " + key + " (exit code " + exitCode
                                + "), so nothing was approved.");
            }
            return signature;
        } finally {
            Files.delete(approval);
        }
    }

    private static List<String> arguments(String key) {
        return List.of(PROGRAM, "-Y", "sign", "-n", ApprovalText.NAMESPACE, "-f", key);
    }
}
