// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Set;

/** A file of the operator's that holds one secret: a password or the value of a header, on one line. */
public final class SecretFile {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    /** What a header can carry: what is visible in ASCII, and blanks. */
    private static final String PLAIN = "[\\x20-\\x7e]+";

    /** In bytes: what is shorter can be guessed. */
    private static final int SHORTEST = 16;

    private static final String WORD = "[\\x21-\\x7e]+";

    private SecretFile() {}

    /** A file that cannot be used. Its words never quote the content. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        private final String problem;
        private final String cure;

        private Unusable(String problem, String cure) {
            super(problem + ": " + cure);
            this.problem = problem;
            this.cure = cure;
        }

        /** Of the file, for the end of a sentence. */
        public String problem() {
            return problem;
        }

        /** What to do, for the end of a sentence. */
        public String cure() {
            return cure;
        }
    }

    /**
     * The secret, without the line's end.
     *
     * @throws Unusable when there is no such file, when others can read it, or when it holds no secret
     */
    public static String read(Path file) throws Unusable {
        requireFile(file, "the secret");
        requireClosed(file);
        return content(file, PLAIN, "one line", "the secret");
    }

    /**
     * The bytes of a secret that is written in base64, such as a key of TSIG.
     *
     * @throws Unusable as by {@link #read}, and when it is no base64 or too short to be safe
     */
    public static byte[] readBase64(Path file) throws Unusable {
        try {
            byte[] secret = Base64.getDecoder().decode(read(file));
            if (secret.length >= SHORTEST) {
                return secret;
            }
            throw new Unusable(
                    "the secret in " + file + " has " + secret.length + " bytes, fewer than " + SHORTEST,
                    "make a longer one, such as with `openssl rand -base64 32`, at the server too");
        } catch (IllegalArgumentException notBase64) {
            throw new Unusable(
                    "the secret in " + file + " is not base64",
                    "write the secret alone into it, as it stands between the quotes of a key file");
        }
    }

    /**
     * A token, without the line's end. Its file may be readable by others.
     *
     * @throws Unusable when there is no such file, or when it does not hold one word
     */
    public static String readToken(Path file) throws Unusable {
        requireFile(file, "a token of the JupyterHub");
        return content(file, WORD, "one word", "the token");
    }

    private static void requireFile(Path file, String what) throws Unusable {
        if (!Files.isRegularFile(file)) {
            throw new Unusable("there is no file " + file, "write " + what + " into it, readable by its owner alone");
        }
    }

    /**
     * Refuses a file that every user of this machine can read or change.
     *
     * @throws Unusable when it is one
     */
    public static void requireClosed(Path file) throws Unusable {
        try {
            if (isOpen(file)) {
                throw new Unusable("every user of this machine can read " + file, "run `chmod 600 " + file + "`");
            }
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static String content(Path file, String pattern, String form, String what) throws Unusable {
        try {
            String content = Files.readString(file).strip();
            if (!content.matches(pattern)) {
                throw new Unusable(
                        file + " does not hold " + form + " of plain ASCII",
                        "write " + what + " into it and nothing else");
            }
            return content;
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static Unusable unreadable(Path file) {
        return new Unusable(file + " cannot be read as text", "let its owner be the user of the worker");
    }

    /** A group may read it: Kubernetes mounts Secrets so. */
    private static boolean isOpen(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
    }
}
