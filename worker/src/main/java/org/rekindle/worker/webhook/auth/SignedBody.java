// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Objects;
import org.rekindle.worker.webhook.AlertRequest;

/** Reads the bytes that a sender has signed. */
final class SignedBody {

    private SignedBody() {}

    /**
     * The whole body, which is bounded. Senders sign it as it is, so it comes as it is: nothing is decompressed for a stranger.
     *
     * @throws UnsupportedEncodingException when it is compressed
     */
    static byte[] read(AlertRequest request) throws IOException {
        String encoding = Objects.requireNonNullElse(request.header("Content-Encoding"), "identity");
        if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new UnsupportedEncodingException("A signed body is not decompressed: send it plain.");
        }
        return request.bytes().readAllBytes();
    }
}
