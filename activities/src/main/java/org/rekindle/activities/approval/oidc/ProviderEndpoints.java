// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider over HTTP. Nothing is kept between two calls: an approval is checked a few times a day, and a key that the
 * provider has taken back is not valid any more.
 */
final class ProviderEndpoints {

    /** For a connection, and for an answer. A check asks twice, and must end within the 10 s of a local activity. */
    private static final int MILLISECONDS = 2000;

    /** In bytes. */
    private static final int LARGEST = 256 * 1024;

    private final OidcClient client;

    ProviderEndpoints(OidcClient client) {
        this.client = client;
    }

    /** Its endpoints, as it publishes them below its issuer. */
    OIDCProviderMetadata metadata() throws ProviderTrouble {
        try {
            Issuer issuer = new Issuer(client.issuer());
            OIDCProviderMetadata shown = OIDCProviderMetadata.parse(
                    read(OIDCProviderMetadata.resolveURL(issuer).toString()));
            if (!issuer.equals(shown.getIssuer())) {
                throw trouble("shows the configuration of another issuer.");
            }
            return shown;
        } catch (IOException | GeneralException unusable) {
            throw trouble("does not show its configuration: " + unusable.getMessage(), unusable);
        }
    }

    /** The keys by which it signs at this moment. */
    JWKSet keys() throws ProviderTrouble {
        URI address = endpoint(metadata().getJWKSetURI(), "jwks_uri");
        try {
            return JWKSet.parse(read(address.toString()));
        } catch (IOException | ParseException unusable) {
            throw trouble("does not show its keys: " + unusable.getMessage(), unusable);
        }
    }

    private static String read(String address) throws IOException {
        return new DefaultResourceRetriever(MILLISECONDS, MILLISECONDS, LARGEST)
                .retrieveResource(URI.create(address).toURL())
                .getContent();
    }

    HTTPResponse send(HTTPRequest request) throws ProviderTrouble {
        request.setConnectTimeout(MILLISECONDS);
        request.setReadTimeout(MILLISECONDS);
        request.setFollowRedirects(false);
        try {
            return request.send();
        } catch (IOException silent) {
            throw trouble("does not answer: " + silent.getMessage(), silent);
        }
    }

    /** An endpoint that may be called. Only the provider of a lab, on this machine, has none with TLS. */
    URI endpoint(@Nullable URI address, String name) throws ProviderTrouble {
        if (address == null) {
            throw trouble("has no " + name + ", so it cannot do this.");
        }
        if (!"https".equalsIgnoreCase(address.getScheme()) && client.issuer().startsWith("https:")) {
            throw trouble("has a " + name + " without https, which anybody on the way could read.");
        }
        return address;
    }

    ProviderTrouble trouble(String what) {
        return new ProviderTrouble("The identity provider " + client.issuer() + " " + what);
    }

    ProviderTrouble trouble(String what, Throwable cause) {
        return new ProviderTrouble("The identity provider " + client.issuer() + " " + what, cause);
    }
}
