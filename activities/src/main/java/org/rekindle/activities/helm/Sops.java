// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** The program {@code sops} of this machine, which finds its keys itself as it does for the operator. */
final class Sops {

    private static final int SECONDS = 60;
    private static final int LONGEST_ERROR = 500;

    /** What sops ends with where no key of this user opens the file. */
    private static final int NO_KEY = 128;

    /** What it ends with where the content or its MAC is not what sops had written. */
    private static final Set<Integer> CHANGED = Set.of(24, 25, 51, 52);

    /** How sops draws the words of a single key, line by line. */
    private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*(- )?\\|");

    /** Of a MAC that differs sops prints the SHA-512 of all values in plain text, by which a short one can be guessed. */
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9A-Fa-f]{64,}\\b");

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
                    throw refused(file, "look at why", "sops did not end within " + SECONDS + " s.");
                }
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw refused(file, cure(process.exitValue()), "sops says: " + said(errors));
            }
            return plain;
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "sops could not be run for " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(FailureCode.UNAVAILABLE, "Interrupted; another attempt begins again.");
        }
    }

    private static String cure(int code) {
        if (code == NO_KEY) {
            return "give the worker's user the key";
        }
        if (CHANGED.contains(code)) {
            return "something else than sops has changed it: take it from its repository again";
        }
        return "look at why";
    }

    private static RuntimeException refused(Path file, String cure, String why) {
        return Failures.of(
                FailureCode.REFUSED,
                file + " is encrypted by sops and could not be decrypted; " + cure + ", so that `sops --decrypt " + file
                        + "` works. " + why);
    }

    /** sops names keys and what failed, and no value. */
    private static String said(Path errors) throws IOException {
        String words = UrlSecrets.hide(new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
        String lines =
                MARGIN.matcher(DIGEST.matcher(words).replaceAll("(a digest)")).replaceAll("");
        String text = lines.replaceAll("\\s+", " ").strip();
        if (text.length() <= LONGEST_ERROR) {
            return text;
        }
        return text.substring(0, LONGEST_ERROR) + "…";
    }
}
