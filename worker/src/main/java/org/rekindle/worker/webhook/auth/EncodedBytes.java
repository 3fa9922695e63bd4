// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes that a stranger has written into a header; empty when they cannot be read. */
final class EncodedBytes {

    private EncodedBytes() {}

    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
    }
}
