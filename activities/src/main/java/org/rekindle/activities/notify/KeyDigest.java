// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A text that is the same for the same key and fits where a key may not: in a header, a path or a short field. */
final class KeyDigest {

    private KeyDigest() {}

    /** The SHA-256 in 64 digits and small letters. */
    static String of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
