// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/** Plain requests to a hub, with sentences for what goes wrong. */
final class HubHttp {

    private static final Duration REQUEST = Duration.ofSeconds(15);

    private final HttpClient client;

    HubHttp(HttpClient client) {
        this.client = client;
    }

    /** The address of something below a base URL, whether that ends in a slash or not; {@code MISCONFIGURED} if it is none. */
    static URI below(String base, String path) {
        try {
            URI uri = URI.create(base.endsWith("/") ? base + path : base + "/" + path);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED, "\"" + base + "\" cannot be the URL of a hub: " + e.getMessage());
        }
        throw Failures.of(
                FailureCode.MISCONFIGURED,
                "\"" + base + "\" cannot be the URL of a hub: it must be like https://hub.example.org.");
    }

    HttpResponse<String> get(URI uri, @Nullable String token) throws IOException {
        return send(request(uri, token).GET());
    }

    HttpResponse<String> post(URI uri, @Nullable String token) throws IOException {
        return send(request(uri, token).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder request(URI uri, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(REQUEST);
        return token == null ? request : request.header("Authorization", "token " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    static RuntimeException interrupted() {
        Thread.currentThread().interrupt();
        return Failures.of(FailureCode.UNAVAILABLE, "Interrupted; another attempt begins again.");
    }

    /** Why nothing came back, in a few words. */
    static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (cause instanceof UnknownHostException
                    || cause instanceof java.nio.channels.UnresolvedAddressException) {
                return "its name does not resolve";
            }
            if (cause instanceof HttpTimeoutException) {
                return "it did not answer in time";
            }
        }
        if (e instanceof SSLException) {
            return "TLS failed: " + e.getMessage();
        }
        return e instanceof ConnectException ? "it refuses connections" : "the connection failed: " + e;
    }
}
