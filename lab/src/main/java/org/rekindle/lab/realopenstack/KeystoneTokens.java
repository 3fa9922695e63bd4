// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.lab.cloud.identity.Caller;
import org.rekindle.lab.cloud.identity.Gatekeeper;

/** Asks a real Keystone who a token belongs to, and remembers its word for a moment, as keystonemiddleware does. */
final class KeystoneTokens implements Gatekeeper.TokenCheck {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private record Known(Caller caller, Instant until) {}

    private final IdentityServer keystone;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    KeystoneTokens(IdentityServer keystone) {
        this.keystone = keystone;
    }

    @Override
    public Optional<Caller> caller(@Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        Instant now = Instant.now();
        known.values().removeIf(each -> each.until().isBefore(now));
        Known before = known.get(token);
        if (before != null) {
            return Optional.of(before.caller());
        }
        CloudSession.Answer answer =
                keystone.admin().send("GET", keystone.url() + "/auth/tokens", Map.of("X-Subject-Token", token), null);
        if (answer.status() != 200) {
            return Optional.empty();
        }
        Caller caller = caller(answer.body().path("token"));
        known.put(token, new Known(caller, now.plus(REMEMBERED)));
        return Optional.of(caller);
    }

    private static Caller caller(JsonNode token) {
        List<String> roles = new ArrayList<>();
        token.path("roles").forEach(role -> roles.add(role.path("name").asText()));
        return new Caller(
                token.path("user").path("id").asText(),
                token.path("user").path("name").asText(),
                token.path("project").path("id").asText(),
                token.path("project").path("name").asText(),
                List.copyOf(roles),
                null);
    }
}
