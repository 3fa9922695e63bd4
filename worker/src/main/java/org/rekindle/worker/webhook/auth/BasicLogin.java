// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.rekindle.worker.fleet.WebhookAuth.ByPassword;
import org.rekindle.worker.fleet.WebhookSecrets;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.Authenticity;
import org.rekindle.worker.webhook.Unauthenticated;

/** HTTP basic auth. */
final class BasicLogin implements Authenticity {

    private static final String SCHEME = "Basic ";

    private final byte[] right;

    BasicLogin(ByPassword said) {
        String login = said.user() + ":" + WebhookSecrets.text(said.passwordFile());
        this.right = login.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void check(AlertRequest request) {
        if (shown(request).filter(login -> MessageDigest.isEqual(right, login)).isEmpty()) {
            throw new Unauthenticated("Basic realm=\"rekindle\"", "Show user and password: Authorization: Basic.");
        }
    }

    private static Optional<byte[]> shown(AlertRequest request) {
        String header = Objects.requireNonNullElse(request.header("Authorization"), "");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return EncodedBytes.base64(header.substring(SCHEME.length()).strip());
    }
}
