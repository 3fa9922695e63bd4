// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.rekindle.workflows.model.approval.ApprovalText;

/**
 * A login on any device, for a terminal without a browser (RFC 8628). The standard has neither nonce nor PKCE for it; Keycloak takes
 * both, and a provider that drops the nonce yields a token that approves nothing.
 */
public final class DeviceLogin {

    /** What is added to the pause when the provider asks to slow down, by RFC 8628. */
    private static final long SLOWER_SECONDS = 5;

    private final OidcClient client;
    private final URI tokens;
    private final CodeVerifier verifier;
    private final DeviceAuthorizationSuccessResponse begun;

    private DeviceLogin(
            OidcClient client, URI tokens, CodeVerifier verifier, DeviceAuthorizationSuccessResponse begun) {
        this.client = client;
        this.tokens = tokens;
        this.verifier = verifier;
        this.begun = begun;
    }

    /** Begins a login that approves this text. */
    public static DeviceLogin begin(OidcClient client, ApprovalText text) throws ProviderTrouble {
        ProviderEndpoints provider = new ProviderEndpoints(client);
        OIDCProviderMetadata metadata = provider.metadata();
        URI devices = provider.endpoint(metadata.getDeviceAuthorizationEndpointURI(), "device_authorization_endpoint");
        URI tokens = provider.endpoint(metadata.getTokenEndpointURI(), "token_endpoint");
        ClientSecretBasic secret = new TokenEndpoint(client).secret();
        CodeVerifier verifier = new CodeVerifier();
        DeviceAuthorizationRequest request = (secret == null
                        ? new DeviceAuthorizationRequest.Builder(new ClientID(client.clientId()))
                        : new DeviceAuthorizationRequest.Builder(secret))
                .endpointURI(devices)
                .scope(new Scope("openid"))
                .customParameter("nonce", ApprovalNonce.of(text).getValue())
                .customParameter(
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue())
                .customParameter("code_challenge_method", CodeChallengeMethod.S256.getValue())
                .build();
        try {
            DeviceAuthorizationResponse answer =
                    DeviceAuthorizationResponse.parse(provider.send(request.toHTTPRequest()));
            if (!answer.indicatesSuccess()) {
                throw provider.trouble("refused to begin a login: "
                        + answer.toErrorResponse().getErrorObject().getCode() + ".");
            }
            return new DeviceLogin(client, tokens, verifier, answer.toSuccessResponse());
        } catch (ParseException unreadable) {
            throw provider.trouble("gave an answer that is none of the device flow.");
        }
    }

    /** The page on which the person logs in. */
    public URI page() {
        return begun.getVerificationURI();
    }

    /** What the person types there. */
    public String code() {
        return begun.getUserCode().getValue();
    }

    /** How long the code is good for. */
    public Duration validFor() {
        return Duration.ofSeconds(begun.getLifetime());
    }

    /** Asks for the ID token until the person has logged in, at the pace that the provider sets. */
    public String await() throws ProviderTrouble, InterruptedException {
        TokenEndpoint endpoint = new TokenEndpoint(client);
        DeviceCodeGrant grant = new DeviceCodeGrant(begun.getDeviceCode());
        long pause = begun.getInterval();
        while (true) {
            TimeUnit.SECONDS.sleep(pause);
            TokenResponse answer = endpoint.ask(tokens, grant, verifier);
            if (isError(answer, DeviceAuthorizationGrantError.SLOW_DOWN.getCode())) {
                pause += SLOWER_SECONDS;
            } else if (!isError(answer, DeviceAuthorizationGrantError.AUTHORIZATION_PENDING.getCode())) {
                return endpoint.idToken(answer);
            }
        }
    }

    private static boolean isError(TokenResponse answer, String code) {
        return !answer.indicatesSuccess()
                && code.equals(answer.toErrorResponse().getErrorObject().getCode());
    }
}
