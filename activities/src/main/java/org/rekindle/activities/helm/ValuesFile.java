// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A values file before Helm sees it. Helm accepts as values much that no chart can mean: ciphertext, the first of two documents,
 * the last of two equal keys. Each of these is a fault here, and so is what Helm cannot read.
 */
public final class ValuesFile {

    /** Kubernetes takes no release of more than 1 MiB, and compressed text becomes ten times smaller at best. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private ValuesFile() {}

    /** What is wrong with a file; empty when Helm can take it, or {@code sops} is on PATH and can decrypt it. */
    public static Optional<FileFault> fault(Path file) {
        return fault(file, Sops.find() != null);
    }

    /** @param canDecrypt whether a file that is encrypted by sops is no fault */
    static Optional<FileFault> fault(Path file, boolean canDecrypt) {
        Optional<FileFault> unreadable = unreadable(file);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            return Optional.of(new FileFault(file, 0, "cannot be read", "look at its owner and mode"));
        }
        String text = text(bytes);
        if (text == null) {
            return Optional.of(noText(file, bytes));
        }
        return ForeignFile.of(file, text).or(() -> ValuesTree.fault(file, text, canDecrypt));
    }

    /** Whether a file that can be read is encrypted by sops. */
    static boolean isEncryptedBySops(Path file) {
        return fault(file, true).isEmpty() && fault(file, false).isPresent();
    }

    private static Optional<FileFault> unreadable(Path file) {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            return Optional.of(new FileFault(file, 0, "is a link to a file that is not there", "correct the link"));
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new FileFault(file, 0, "is not there", "correct the path, or put the file there"));
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(new FileFault(file, 0, "is not a file", "name a values file"));
        }
        if (!Files.isReadable(file)) {
            return Optional.of(new FileFault(file, 0, "cannot be read", "look at its owner and mode"));
        }
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.of(new FileFault(
                        file,
                        0,
                        "is larger than " + LARGEST + " bytes, so it is not a values file",
                        "name the right file"));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new FileFault(file, 0, "cannot be read", "look at its owner and mode"));
        }
    }

    /** Null when it is no UTF-8. Its byte order mark is no part of the text. */
    private static @Nullable String text(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        if (decoder.decode(ByteBuffer.wrap(bytes), text, true).isError()) {
            return null;
        }
        String decoded = text.flip().toString();
        if (decoded.startsWith("\uFEFF")) {
            return decoded.substring(1);
        }
        return decoded;
    }

    private static FileFault noText(Path file, byte[] bytes) {
        boolean wide = bytes.length > 1 && ((bytes[0] & 0xFF) == 0xFF || (bytes[0] & 0xFF) == 0xFE);
        if (wide) {
            return new FileFault(file, 0, "is UTF-16 or binary, not UTF-8", "save it as UTF-8");
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult stopped = StandardCharsets.UTF_8.newDecoder().decode(read, text, true);
        int line = 1;
        for (int i = 0; stopped.isError() && i < read.position(); i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return new FileFault(
                file,
                line,
                "is not UTF-8: it has a byte that no text has, such as ISO-8859-1 writes",
                "save it as UTF-8");
    }
}
