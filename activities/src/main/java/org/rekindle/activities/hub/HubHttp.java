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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/** Plain requests to a hub, with sentences for what goes wrong. */
final class HubHttp {

    private static final Duration REQUEST = Duration.ofSeconds(15);

    /** With the body. */
    private static final Duration WHOLE = Duration.ofSeconds(20);

    private static final int LONGEST_REASON = 200;

    private final HttpClient client;

    private final Duration longest;

    HubHttp(HttpClient client) {
        this(client, WHOLE);
    }

    /** @param longest for an answer with its body */
    HubHttp(HttpClient client, Duration longest) {
        this.client = client;
        this.longest = longest;
    }

    /** The address of something below a base URL, whether that ends in a slash or not; {@code MISCONFIGURED} if it is none. */
    static URI below(String base, String path) {
        String whole = base.endsWith("/") ? base + path : base + "/" + path;
        try {
            return HttpAddress.of(whole).uri();
        } catch (NoHttpAddress e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "\"" + UrlSecrets.hide(base) + "\" cannot be the URL of a hub: " + e.problem() + "; " + e.cure()
                            + ".");
        }
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
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(), ShortBody::of);
        try {
            // The request's own timeout ends with the headers: a body may trickle for ever.
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the body did not end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException reason ? reason : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            answer.cancel(true);
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
            return "TLS failed: " + plain(e.getMessage());
        }
        return e instanceof ConnectException ? "it refuses connections" : "the connection failed: " + deepest(e);
    }

    /** The client quotes where a redirect leads, which may hold what is secret. */
    private static String deepest(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        if (deepest instanceof IllegalArgumentException || (message != null && message.contains("redirect"))) {
            return "it leads to an address that is none";
        }
        return plain(message);
    }

    private static String plain(@Nullable String message) {
        if (message == null) {
            return "it ended without a word";
        }
        String line = UrlSecrets.hide(message).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
