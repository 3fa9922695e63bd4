// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;

/** Decides whether the body of a token request proves who asks. */
final class Authentication {

    private final Accounts accounts;

    Authentication(Accounts accounts) {
        this.accounts = accounts;
    }

    record Proven(Caller caller, String method) {}

    /** Empty when the proof is wrong or the scope is not the user's. */
    Optional<Proven> prove(JsonNode auth) {
        JsonNode identity = auth.path("identity");
        String method = identity.path("methods").path(0).asText();
        return switch (method) {
            case "password" -> byPassword(identity.path("password").path("user"), auth.path("scope"));
            case "application_credential" -> byCredential(identity.path("application_credential"));
            default -> Optional.empty();
        };
    }

    private Optional<Proven> byPassword(JsonNode user, JsonNode scope) {
        return account(user)
                .filter(account ->
                        same(account.user().password(), user.path("password").asText()))
                .filter(account -> inScope(account, scope))
                .map(account -> new Proven(caller(account, null), "password"));
    }

    private Optional<Proven> byCredential(JsonNode proof) {
        for (Account account : accounts.all()) {
            for (CloudFixture.ApplicationCredential credential : account.user().applicationCredentials()) {
                if (names(proof, account, credential)
                        && same(credential.secret(), proof.path("secret").asText())
                        && !accounts.revoked(credential)) {
                    return Optional.of(new Proven(caller(account, credential), "application_credential"));
                }
            }
        }
        return Optional.empty();
    }

    private boolean names(JsonNode proof, Account account, CloudFixture.ApplicationCredential credential) {
        if (proof.has("id")) {
            return credential.id().equals(proof.path("id").asText());
        }
        return credential.name().equals(proof.path("name").asText())
                && account(proof.path("user")).filter(account::equals).isPresent();
    }

    private Optional<Account> account(JsonNode user) {
        if (user.has("id")) {
            return accounts.byId(user.path("id").asText());
        }
        return accounts.byName(user.path("name").asText());
    }

    /** No scope means the user's own project, as a default project does in Keystone. */
    private static boolean inScope(Account account, JsonNode scope) {
        JsonNode project = scope.path("project");
        if (project.isMissingNode()) {
            return true;
        }
        if (project.has("id")) {
            return account.project().id().equals(project.path("id").asText());
        }
        return account.project().name().equals(project.path("name").asText());
    }

    private static Caller caller(Account account, CloudFixture.@Nullable ApplicationCredential by) {
        return new Caller(
                account.id(),
                account.user().name(),
                account.project().id(),
                account.project().name(),
                account.roles(),
                by);
    }

    private static boolean same(String secret, String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
