// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.SecretFile;

/** Where a login is exchanged for its ID token. The other tokens of the answer are not used. */
final class TokenEndpoint {

    private final OidcClient client;
    private final ProviderEndpoints provider;

    TokenEndpoint(OidcClient client) {
        this.client = client;
        this.provider = new ProviderEndpoints(client);
    }

    /** What it answers: tokens, or an error that the protocol has. */
    TokenResponse ask(URI address, AuthorizationGrant grant, CodeVerifier verifier) throws ProviderTrouble {
        ClientSecretBasic secret = secret();
        TokenRequest.Builder request = secret == null
                ? new TokenRequest.Builder(address, new ClientID(client.clientId()), grant)
                : new TokenRequest.Builder(address, secret, grant);
        if (!grant.toParameters().containsKey("code_verifier")) {
            request.customParameter("code_verifier", verifier.getValue());
        }
        try {
            return OIDCTokenResponseParser.parse(provider.send(request.build().toHTTPRequest()));
        } catch (ParseException unreadable) {
            throw provider.trouble("gave an answer that is none of OpenID Connect.");
        }
    }

    /** The ID token of an answer. */
    String idToken(TokenResponse answer) throws ProviderTrouble {
        if (!answer.indicatesSuccess()) {
            throw provider.trouble("refused the login: "
                    + answer.toErrorResponse().getErrorObject().getCode() + ".");
        }
        if (answer instanceof OIDCTokenResponse tokens && tokens.getOIDCTokens().getIDToken() != null) {
            return tokens.getOIDCTokens().getIDTokenString();
        }
        throw provider.trouble("gave no ID token.");
    }

    /** Proves the client; null for a public one. The file is read each time, so that a new secret needs no restart. */
    @Nullable
    ClientSecretBasic secret() throws ProviderTrouble {
        if (client.clientSecretFile() == null) {
            return null;
        }
        try {
            return new ClientSecretBasic(
                    new ClientID(client.clientId()), new Secret(SecretFile.read(client.clientSecretFile())));
        } catch (SecretFile.Unusable unusable) {
            throw new ProviderTrouble(
                    "The secret of the client at the identity provider cannot be used: " + unusable.problem() + "; "
                            + unusable.cure() + ".",
                    unusable);
        }
    }
}
