// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A repository at GitHub and a ref in it. The lab's GitHub knows every repository; a branch always stands at the same
 * commit, so a ref that was never built must be a new one.
 */
record RepoSpec(String organization, String repository, String ref) {
    private static final int COMMIT_LENGTH = 40;
    private static final int BUILD_NAME_LIMIT = 63;
    private static final int IMAGE_NAME_LIMIT = 255;

    /** Reads {@code org/repo/ref}; empty when it is something else. The ref may have slashes. */
    static Optional<RepoSpec> parse(String spec) {
        List<String> parts = List.of(spec.split("/", 3));
        if (parts.size() != 3 || parts.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(new RepoSpec(parts.get(0), parts.get(1), parts.get(2)));
    }

    /** As it was asked for. */
    String text() {
        return organization + "/" + repository + "/" + ref;
    }

    String url() {
        return "https://github.com/" + organization + "/" + repository;
    }

    /** The commit that the ref stands for. */
    String commit() {
        if (ref.matches("[0-9a-f]{" + COMMIT_LENGTH + "}")) {
            return ref;
        }
        return digest("SHA-1", url() + "@" + ref).substring(0, COMMIT_LENGTH);
    }

    String resolved() {
        return organization + "/" + repository + "/" + commit();
    }

    /** The name of the build pod, as BinderHub makes it: the same for the same repository and commit. */
    String buildName() {
        String prefix = "build-";
        int refLength = 6;
        String slug = safe(slug(), BUILD_NAME_LIMIT - prefix.length() - refLength - 1, 6);
        String shortRef = safe(commit(), refLength, 2);
        return (prefix + slug + "-" + shortRef.substring(0, Math.min(refLength, shortRef.length())))
                .toLowerCase(Locale.ROOT);
    }

    /** The name of the image, as BinderHub makes it. */
    String image(String imagePrefix) {
        return (imagePrefix + safe(slug(), IMAGE_NAME_LIMIT - imagePrefix.length(), 6) + ":" + commit())
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    private String slug() {
        return organization + "-" + repository;
    }

    /** Letters and digits stay, the rest becomes {@code -xx}; cut, and made unique by a hash of the whole. */
    private static String safe(String slug, int limit, int hashLength) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : slug.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            if (letter < 0x80 && Character.isLetterOrDigit(letter)) {
                escaped.append(letter);
            } else {
                escaped.append('-').append(HexFormat.of().toHexDigits(octet));
            }
        }
        String cut = escaped.substring(0, Math.min(escaped.length(), limit - hashLength - 1));
        return (cut + "-" + digest("SHA-256", slug).substring(0, hashLength)).toLowerCase(Locale.ROOT);
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no " + algorithm, impossible);
        }
    }
}
