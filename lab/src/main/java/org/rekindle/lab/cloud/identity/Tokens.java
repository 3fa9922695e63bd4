// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.LabClock;

/** The tokens that Keystone has given out, and which of them are still good. */
public final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final LabClock clock;
    private final Duration lifetime;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Set<String> givenOut = ConcurrentHashMap.newKeySet();

    /** @param lifetime virtual */
    public Tokens(LabClock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    Token issue(Caller caller, String method) {
        byte[] random = new byte[96];
        RANDOM.nextBytes(random);
        String id = "gAAAAA" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.now();
        Token token = new Token(id, caller, method, now, now.plus(clock.real(lifetime)));
        tokens.put(id, token);
        givenOut.add(id);
        return token;
    }

    /** The token of this id, if it was given out, has not been revoked and has not expired. */
    Optional<Token> find(@Nullable String id) {
        return Optional.ofNullable(id)
                .map(tokens::get)
                .filter(token -> clock.now().isBefore(token.expiresAt()));
    }

    /** Who makes a request with this token. */
    public Optional<Caller> caller(@Nullable String id) {
        return find(id).map(Token::caller);
    }

    /** Makes every token useless that has been given out so far. */
    public void expireAll() {
        tokens.clear();
    }

    /** Every token that was ever given out, whether it is still good or not: none may turn up where it does not belong. */
    public Set<String> givenOut() {
        return Set.copyOf(givenOut);
    }

    void revoke(String id) {
        tokens.remove(id);
    }

    void revokeOf(String credentialId) {
        tokens.values()
                .removeIf(token -> token.caller().credential() != null
                        && token.caller().credential().id().equals(credentialId));
    }

    record Token(String id, Caller caller, String method, Instant issuedAt, Instant expiresAt) {

        /** Leaves the id out, which is a secret. */
        @Override
        public String toString() {
            return "Token[of " + caller.userName() + ", until " + expiresAt + "]";
        }
    }
}
