// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.SignedText;

/** Decides whether the claims of an ID token approve a text. Nothing says yet that the provider made them. */
final class IdTokenClaims {

    /**
     * How far the login may be from the time in the text: the text comes first, a code of the device flow is good for 10 minutes at
     * most providers, and two clocks may differ. An older login is a session that was open already, perhaps on another's screen.
     */
    static final Duration LOGIN_WITHIN = Duration.ofMinutes(10);

    private IdTokenClaims() {}

    /** Why not, in a sentence that quotes no claim but times; null when they do. */
    static @Nullable String objection(SignedText text, IDTokenClaimsSet claims, OidcClient client) {
        if (!claims.getIssuer().getValue().equals(client.issuer())) {
            return "The ID token is not one of " + client.issuer() + ".";
        }
        if (!isFor(client.clientId(), claims)) {
            return "The ID token is for another client than " + client.clientId() + ".";
        }
        if (claims.getNonce() == null) {
            return "The ID token has no nonce, so it approves nothing. Some providers leave it out of the device flow:"
                    + " approve on the worker's page there.";
        }
        if (!claims.getNonce().equals(ApprovalNonce.of(text))) {
            return "The ID token of " + text.by() + " is not over this " + text.kind()
                    + ", so it is for another run, question, name or time.";
        }
        return late(text.at(), claims);
    }

    /** The client alone is meant: another audience could hand the token on. */
    private static boolean isFor(String clientId, IDTokenClaimsSet claims) {
        List<String> audience = Identifier.toStringList(claims.getAudience());
        return audience.equals(List.of(clientId))
                && (claims.getAuthorizedParty() == null
                        || claims.getAuthorizedParty().getValue().equals(clientId));
    }

    private static @Nullable String late(Instant at, IDTokenClaimsSet claims) {
        Date login = claims.getAuthenticationTime();
        if (login == null) {
            return "The ID token does not say when the person logged in. Have the provider add auth_time.";
        }
        if (isNear(at, login) && isNear(at, claims.getIssueTime())) {
            return null;
        }
        return "The approval was asked for at " + at + ", and the person logged in at " + login.toInstant()
                + " by the provider's clock. Log in anew for each approval, within " + Text.of(LOGIN_WITHIN)
                + ", and set a clock that is wrong.";
    }

    private static boolean isNear(Instant at, Date other) {
        return Duration.between(at, other.toInstant()).abs().compareTo(LOGIN_WITHIN) <= 0;
    }
}
