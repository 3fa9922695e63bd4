// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import org.rekindle.workflows.model.approval.ApprovalText;

/** A login in the browser, by the code flow with PKCE. The person must log in anew, whatever session the browser has. */
public final class CodeLogin {

    private final OidcClient client;
    private final URI callback;
    private final URI tokens;
    private final CodeVerifier verifier;
    private final State state;
    private final URI page;

    private CodeLogin(OidcClient client, URI callback, URI tokens, CodeVerifier verifier, State state, URI page) {
        this.client = client;
        this.callback = callback;
        this.tokens = tokens;
        this.verifier = verifier;
        this.state = state;
        this.page = page;
    }

    /**
     * Begins a login that approves this text.
     *
     * @param callback where the provider sends the browser afterwards, as the client is registered there
     */
    public static CodeLogin begin(OidcClient client, URI callback, ApprovalText text) throws ProviderTrouble {
        ProviderEndpoints provider = new ProviderEndpoints(client);
        OIDCProviderMetadata metadata = provider.metadata();
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        URI page = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid"), new ClientID(client.clientId()), callback)
                .endpointURI(provider.endpoint(metadata.getAuthorizationEndpointURI(), "authorization_endpoint"))
                .state(state)
                .nonce(ApprovalNonce.of(text))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .prompt(Prompt.Type.LOGIN)
                // Also has the provider say when the person logged in.
                .maxAge((int) IdTokenClaims.LOGIN_WITHIN.toSeconds())
                .build()
                .toURI();
        URI tokens = provider.endpoint(metadata.getTokenEndpointURI(), "token_endpoint");
        return new CodeLogin(client, callback, tokens, verifier, state, page);
    }

    /** The provider's page, to which the browser goes. */
    public URI page() {
        return page;
    }

    /** What the provider gives back to the callback, and nobody can guess. */
    public String state() {
        return state.getValue();
    }

    /** Exchanges the code of the callback for the ID token. */
    public String idToken(String code) throws ProviderTrouble {
        TokenEndpoint endpoint = new TokenEndpoint(client);
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(new AuthorizationCode(code), callback, verifier);
        return endpoint.idToken(endpoint.ask(tokens, grant, verifier));
    }
}
