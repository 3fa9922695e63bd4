// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.rekindle.activities.secrets.SecretFile;

/** Reads the secrets of senders of webhooks. No fault quotes one. */
public final class WebhookSecrets {

    /** What is shorter can be guessed. */
    private static final int SHORTEST = 16;

    private static final String STANDARD_PREFIX = "whsec_";

    /** What is wrong with a file, for the end of a sentence. */
    record Problem(String problem, String cure) {}

    private WebhookSecrets() {}

    /**
     * The secret of a file, word for word.
     *
     * @throws FaultyFile when it cannot be read or is too short to be safe
     */
    public static String text(Path file) {
        refuse(file, textProblem(file));
        return read(file);
    }

    /**
     * The key of a file that holds one of Standard Webhooks: base64 behind {@code whsec_}.
     *
     * @throws FaultyFile when it cannot be read, is no base64 or is too short to be safe
     */
    public static byte[] key(Path file) {
        refuse(file, keyProblem(file));
        return decoded(read(file)).orElseThrow();
    }

    static Optional<Problem> textProblem(Path file) {
        return usable(file).or(() -> shortness(file, read(file).length(), "characters"));
    }

    static Optional<Problem> keyProblem(Path file) {
        return usable(file)
                .or(() -> decoded(read(file))
                        .map(key -> shortness(file, key.length, "bytes"))
                        .orElseGet(() -> Optional.of(new Problem(
                                "the secret in " + file + " is not base64",
                                "write it as the sender shows it: `whsec_` and base64 behind it"))));
    }

    private static Optional<Problem> usable(Path file) {
        try {
            SecretFile.read(file);
            return Optional.empty();
        } catch (SecretFile.Unusable unusable) {
            return Optional.of(new Problem(unusable.problem(), unusable.cure()));
        }
    }

    private static Optional<Problem> shortness(Path file, int length, String unit) {
        if (length >= SHORTEST) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "the secret in " + file + " has " + length + " " + unit + ", fewer than " + SHORTEST,
                "make one with `openssl rand -hex 32`, or have the sender make a longer one"));
    }

    private static Optional<byte[]> decoded(String secret) {
        String text = secret;
        if (text.startsWith(STANDARD_PREFIX)) {
            text = text.substring(STANDARD_PREFIX.length());
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String read(Path file) {
        try {
            return SecretFile.read(file);
        } catch (SecretFile.Unusable unusable) {
            throw faulty(file, new Problem(unusable.problem(), unusable.cure()));
        }
    }

    private static void refuse(Path file, Optional<Problem> problem) {
        problem.ifPresent(found -> {
            throw faulty(file, found);
        });
    }

    private static FaultyFile faulty(Path file, Problem problem) {
        return new FaultyFile(List.of(new ConfigFault(file.toString(), 1, "", problem.problem(), problem.cure())));
    }
}
