// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs by HMAC-SHA256 with each of the secrets that are valid. */
final class HmacSha256 {

    private static final String NAME = "HmacSHA256";

    private final List<byte[]> keys;

    HmacSha256(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The signature of a text and the body behind it, if it is among those that are shown. Each is compared with each, in a time that
     * does not tell how much of one is right.
     */
    Optional<byte[]> among(List<byte[]> shown, String before, byte[] body) {
        Optional<byte[]> found = Optional.empty();
        for (byte[] key : keys) {
            byte[] right = sign(key, before, body);
            for (byte[] signature : shown) {
                if (MessageDigest.isEqual(right, signature)) {
                    found = Optional.of(right);
                }
            }
        }
        return found;
    }

    private static byte[] sign(byte[] key, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + NAME, e);
        }
    }
}
