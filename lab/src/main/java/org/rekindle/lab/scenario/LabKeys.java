// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.process.ShortCommand;
import org.rekindle.workflows.model.approval.SignedText;

/** The SSH keys of a scenario's people, made and used by the real {@code ssh-keygen} as people do. */
final class LabKeys {

    private static final String PROGRAM = "ssh-keygen";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Path folder;

    /** @param folder for the keys; it need not be there */
    LabKeys(Path folder) {
        this.folder = folder;
    }

    /** The line of a person's {@code .pub} file. */
    String publicKey(String person) throws IOException {
        return Files.readString(key(person).resolveSibling(person + ".pub")).strip();
    }

    /** Signs with a person's key. */
    String sign(String person, SignedText text) throws IOException {
        Path file = Files.writeString(folder.resolve(person + ".approval"), text.toString());
        Path signature = folder.resolve(person + ".approval.sig");
        Files.deleteIfExists(signature);
        run(
                "sign with the key of " + person,
                List.of(
                        "-Y",
                        "sign",
                        "-n",
                        SignedText.NAMESPACE,
                        "-f",
                        key(person).toString(),
                        file.toString()));
        return Files.readString(signature);
    }

    private Path key(String person) throws IOException {
        Path key = Files.createDirectories(folder).resolve(person);
        if (!Files.exists(key)) {
            run(
                    "make a key for " + person,
                    List.of("-q", "-t", "ed25519", "-N", "", "-C", person, "-f", key.toString()));
        }
        return key;
    }

    private void run(String what, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(arguments);
        ShortCommand.run(what, command, Map.of(), folder.resolve("ssh-keygen.log"), LONGEST);
    }
}
