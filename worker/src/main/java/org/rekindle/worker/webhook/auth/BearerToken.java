// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.ConfigFault;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.WebhookAuth;
import org.rekindle.worker.fleet.WebhookSecrets;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.Authenticity;
import org.rekindle.worker.webhook.Unauthenticated;

/** The token that a sender of webhooks must show, one of several while it is replaced. It is never written anywhere. */
public final class BearerToken implements Authenticity {

    /** The environment variable that takes the place of the file. */
    public static final String VARIABLE = Webhooks.TOKEN_VARIABLE;

    private static final int SHORTEST = 16;
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> tokens;

    private BearerToken(List<String> tokens) {
        this.tokens = tokens.stream()
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static BearerToken of(WebhookAuth.ByToken said) {
        return new BearerToken(
                said.tokenFiles().stream().map(WebhookSecrets::text).toList());
    }

    /**
     * The token of the environment, else of the fleet file's token file; none when neither is named.
     *
     * @throws FaultyFile when the token cannot be read or is too short to be safe
     */
    public static Optional<BearerToken> of(Webhooks webhooks, Map<String, String> environment) {
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return Optional.of(checked("$" + VARIABLE, variable.trim()));
        }
        Path file = webhooks.tokenFile();
        if (file == null) {
            return Optional.empty();
        }
        return Optional.of(checked(file.toString(), read(file)));
    }

    @Override
    public void check(AlertRequest request) {
        if (!isShownBy(request.header("Authorization"))) {
            throw new Unauthenticated("Bearer", "Show the token: Authorization: Bearer <token>.");
        }
    }

    /** Whether an Authorization header shows this token; takes as long for a wrong one as for the right one. */
    boolean isShownBy(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] shown = header.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (byte[] token : tokens) {
            right |= MessageDigest.isEqual(token, shown);
        }
        return right;
    }

    private static BearerToken checked(String source, String token) {
        if (token.length() < SHORTEST) {
            throw fault(
                    source,
                    "the webhook token has " + token.length() + " characters, fewer than " + SHORTEST,
                    "make one with `openssl rand -hex 32`");
        }
        return new BearerToken(List.of(token));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw fault(file.toString(), "the webhook token cannot be read", "look at the file's owner and mode");
        }
    }

    private static FaultyFile fault(String source, String problem, String cure) {
        return new FaultyFile(List.of(new ConfigFault(source, 1, "", problem, cure)));
    }
}
