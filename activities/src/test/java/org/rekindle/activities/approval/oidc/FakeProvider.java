// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An identity provider on this machine, with one signing key and one login at a time. */
public final class FakeProvider implements AutoCloseable {

    public static final String CLIENT = "rekindle";

    /** RSA keys take their time. */
    private static final RSAKey KEY = newKey();

    private static final RSAKey ANOTHER = newKey();

    private final HttpServer server;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile JWKSet published = new JWKSet(KEY.toPublicJWK());
    private volatile Map<String, List<String>> asked = Map.of();
    private volatile @Nullable String login;
    private volatile @Nullable String issuerSaid;
    private volatile boolean dropsNonce;

    public FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/people/.well-known/openid-configuration", each -> answer(each, 200, configuration()));
        server.createContext("/people/keys", each -> answer(each, 200, published.toString()));
        server.createContext("/people/device", each -> {
            asked = parameters(each);
            answer(
                    each,
                    200,
                    "{'device_code':'d','user_code':'WDJB-MJHT','verification_uri':'https://id.example.org/device',"
                            + "'expires_in':600,'interval':1}");
        });
        server.createContext("/people/token", this::token);
        server.start();
    }

    /** Its issuer. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/people";
    }

    public OidcClient client() {
        return new OidcClient(issuer(), CLIENT, null);
    }

    /** The key that it signs with, private half included. */
    public RSAKey key() {
        return KEY;
    }

    /** The parameters of the login that was begun last. */
    public Map<String, List<String>> asked() {
        return asked;
    }

    /** The headers by which the client proved itself. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** Shows other keys than the one that it signed with. */
    public void changesKeys() {
        published = new JWKSet(ANOTHER.toPublicJWK());
    }

    /** Leaves the nonce out, as RFC 8628 alone would have it. */
    public void dropsNonce() {
        dropsNonce = true;
    }

    /** Claims to be another. */
    public void says(String issuer) {
        issuerSaid = issuer;
    }

    /** Somebody logs in on the device that they have. */
    public void logsIn(String subject) {
        login = subject;
    }

    /** Somebody logs in on the page to which the browser was sent. */
    public void logsIn(String subject, URI page) {
        asked = URLUtils.parseParameters(page.getRawQuery());
        login = subject;
    }

    /** Claims of a login at this time for this nonce. */
    public JWTClaimsSet.Builder claims(String subject, String nonce, Instant at) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(subject)
                .issueTime(Date.from(at))
                .expirationTime(Date.from(at.plusSeconds(60)))
                .claim("auth_time", at.getEpochSecond())
                .claim("nonce", nonce);
    }

    /** A token by its own key. */
    public String sign(JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims, KEY);
    }

    /** A token by any key. */
    public static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that is not the provider's. */
    public static RSAKey another() {
        return ANOTHER;
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String proof = exchange.getRequestHeaders().getFirst("Authorization");
        if (proof != null) {
            authorizations.add(proof);
        }
        Map<String, List<String>> request = parameters(exchange);
        CodeVerifier verifier = new CodeVerifier(one(request, "code_verifier"));
        String challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        String subject = login;
        if (subject == null) {
            login = "ben-7";
            answer(exchange, 400, "{'error':'authorization_pending'}");
        } else if (!challenge.equals(one(asked, "code_challenge")) || subject.isEmpty()) {
            answer(exchange, 400, "{'error':'access_denied'}");
        } else {
            JWTClaimsSet.Builder claims = claims(subject, one(asked, "nonce"), Instant.now());
            String idToken = sign((dropsNonce ? claims.claim("nonce", null) : claims).build());
            answer(
                    exchange,
                    200,
                    "{'access_token':'a','token_type':'Bearer','expires_in':60,'id_token':'" + idToken + "'}");
        }
    }

    private String configuration() {
        String at = issuer();
        return "{'issuer':'" + Objects.requireNonNullElse(issuerSaid, at) + "','jwks_uri':'" + at
                + "/keys','token_endpoint':'" + at + "/token','authorization_endpoint':'" + at
                + "/login','device_authorization_endpoint':'" + at
                + "/device','subject_types_supported':['public'],'response_types_supported':['code'],"
                + "'id_token_signing_alg_values_supported':['RS256']}";
    }

    private static Map<String, List<String>> parameters(HttpExchange exchange) throws IOException {
        return URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static String one(Map<String, List<String>> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name).get(0);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
