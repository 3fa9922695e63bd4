// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.WebhookSecrets;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.Authenticity;
import org.rekindle.worker.webhook.Unauthenticated;

/** HTTP basic auth. */
public final class BasicLogin implements Authenticity {

    private static final String SCHEME = "Basic ";

    private final byte[] right;

    /**
     * The login of one user.
     *
     * @throws org.rekindle.worker.fleet.FaultyFile when the password cannot be used
     */
    public BasicLogin(String user, Path passwordFile) {
        String login = user + ":" + WebhookSecrets.text(passwordFile);
        this.right = login.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void check(AlertRequest request) {
        if (!isShownBy(request.header("Authorization"))) {
            throw new Unauthenticated("Basic realm=\"rekindle\"", "Show user and password: Authorization: Basic.");
        }
    }

    /** Whether the value of the header {@code Authorization} is this login; null for a request without it. */
    public boolean isShownBy(@Nullable String authorization) {
        return shown(authorization)
                .filter(login -> MessageDigest.isEqual(right, login))
                .isPresent();
    }

    private static Optional<byte[]> shown(@Nullable String authorization) {
        String header = Objects.requireNonNullElse(authorization, "");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return EncodedBytes.base64(header.substring(SCHEME.length()).strip());
    }
}
