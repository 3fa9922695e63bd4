// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Lines such as the page {@code /passkey} prints. */
public final class PasskeyLines {

    private PasskeyLines() {}

    /** A new passkey with this id, which has at least 16 characters. */
    public static String of(String id) {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return "passkey:" + base64(id.getBytes(StandardCharsets.UTF_8)) + "." + base64(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
