// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** The program {@code sops} of this machine, which finds its keys itself as it does for the operator. */
final class Sops {

    private static final int SECONDS = 60;
    private static final int LONGEST_ERROR = 300;

    private Sops() {}

    /** The program on PATH; null when there is none. */
    static @Nullable Path find() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "sops"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Decrypts a file into a folder that its owner alone can read. */
    static Path decrypt(Path program, Path file, Path folder) {
        try {
            Path plain = Files.createTempFile(
                    folder,
                    "plain-",
                    ".yaml",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Path errors = Files.createTempFile(folder, "sops-", ".txt");
            Process process = new ProcessBuilder(program.toString(), "--decrypt", file.toString())
                    .redirectOutput(plain.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    throw refused(file, "sops did not end within " + SECONDS + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw refused(file, "sops says: " + said(errors));
            }
            return plain;
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "sops could not be run for " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(FailureCode.UNAVAILABLE, "Interrupted; another attempt begins again.");
        }
    }

    private static RuntimeException refused(Path file, String why) {
        return Failures.of(
                FailureCode.REFUSED,
                file
                        + " is encrypted by sops and could not be decrypted; give the worker's user the key, so that `sops --decrypt "
                        + file + "` works. " + why);
    }

    /** sops names keys and what failed, never a value. */
    private static String said(Path errors) throws IOException {
        String text = UrlSecrets.hide(new String(Files.readAllBytes(errors), StandardCharsets.UTF_8))
                .replaceAll("\\s+", " ")
                .strip();
        if (text.length() <= LONGEST_ERROR) {
            return text;
        }
        return text.substring(0, LONGEST_ERROR) + "…";
    }
}
