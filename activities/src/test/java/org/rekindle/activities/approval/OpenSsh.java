// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real ssh-keygen, with keys in one folder. */
final class OpenSsh {

    private final Path folder;

    OpenSsh(Path folder) {
        this.folder = folder;
    }

    /** Makes a key pair, and gives the line of its {@code .pub} file. */
    String key(String name, String type, String bits) throws IOException, InterruptedException {
        Answer made = run("", "ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-C", name, "-f", name);
        if (made.exitCode() != 0) {
            throw new IllegalStateException("ssh-keygen made no key of type " + type + ": " + made.said());
        }
        return Files.readString(folder.resolve(name + ".pub")).strip();
    }

    /** Signs a text, and gives the armoured signature. */
    String sign(String key, String namespace, String text, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-Y", "sign", "-n", namespace, "-f", key));
        command.addAll(List.of(options));
        Answer signed = run(text, command.toArray(String[]::new));
        if (signed.exitCode() != 0) {
            throw new IllegalStateException("ssh-keygen signed nothing: " + signed.said());
        }
        return signed.said();
    }

    /** Its own verdict. */
    Answer verify(String allowedSigners, String person, String text, String signature)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("allowed_signers"), allowedSigners);
        Files.writeString(folder.resolve("signature"), signature);
        return run(
                text,
                "ssh-keygen",
                "-Y",
                "verify",
                "-f",
                "allowed_signers",
                "-I",
                person,
                "-n",
                "rekindle",
                "-s",
                "signature");
    }

    /** The input is a file, since ssh-keygen does not read it where it refuses the rest. */
    private Answer run(String input, String... command) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("input"), input);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // What it says of its own doings goes to the same stream.
        int begin = said.indexOf("-----BEGIN SSH SIGNATURE-----");
        return new Answer(process.waitFor(), begin < 0 ? said : said.substring(begin));
    }

    /** How it ended and what it said. */
    record Answer(int exitCode, String said) {

        boolean accepted() {
            return exitCode == 0;
        }
    }
}
