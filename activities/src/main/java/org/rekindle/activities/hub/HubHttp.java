// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** Plain requests to a hub, with sentences for what goes wrong. */
final class HubHttp {

    private static final Duration REQUEST = Duration.ofSeconds(15);

    /** With the body. */
    private static final Duration WHOLE = Duration.ofSeconds(20);

    private static final int LONGEST_REASON = 200;
    private static final int MOST_REDIRECTS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a header can carry. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    private final HttpClient client;
    private final HubLogin login;
    private final Duration longest;

    HubHttp(HttpClient client) {
        this(client, HubLogin.NONE, WHOLE);
    }

    /**
     * Requests past a login.
     *
     * @param client follows no redirect where there is a login: it would show the login's headers to any address
     */
    HubHttp(HttpClient client, HubLogin login) {
        this(client, login, WHOLE);
    }

    /** @param longest for an answer with its body */
    HubHttp(HttpClient client, HubLogin login, Duration longest) {
        this.client = client;
        this.login = login;
        this.longest = longest;
    }

    /** Whether the fleet file names a login in front of the hubs. */
    boolean passesLogin() {
        return login.isAsked();
    }

    /** What an answer has named cannot be used in a request. Its sentence quotes nothing: the client's own would quote a token. */
    private static final class Unsendable extends IOException {

        private static final long serialVersionUID = 1;

        private final String sentence;

        private Unsendable(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }
    }

    /** The address of something below a base URL, whether that ends in a slash or not; {@code MISCONFIGURED} if it is none. */
    static URI below(String base, String path) {
        String separator = base.endsWith("/") ? "" : "/";
        try {
            return HttpAddress.of(base + separator + path).uri();
        } catch (NoHttpAddress e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "\"" + ForeignWords.shortened(base, LONGEST_REASON) + "\" cannot be the URL of a hub: "
                            + e.problem() + "; " + e.cure() + ".");
        }
    }

    /** Behind a login, redirects are followed from one address of the hubs to another. */
    HttpResponse<String> get(URI uri) throws IOException {
        HttpResponse<String> answer = send(request(uri, null));
        for (int redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
            URI to = login.followed(answer);
            if (to == null) {
                return answer;
            }
            answer = send(request(to, null));
        }
        return answer;
    }

    /** @param json the body, null for none */
    HttpResponse<String> send(String method, URI uri, String token, @Nullable String json) throws IOException {
        HttpRequest.Builder request = request(uri, token);
        if (json == null) {
            return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
        }
        return send(request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** An event stream, line by line, until it is closed. */
    LineQueue stream(URI uri, @Nullable String token) {
        LineQueue lines = new LineQueue();
        try {
            HttpRequest.Builder request = request(uri, token).header("Accept", "text/event-stream");
            lines.follow(client.sendAsync(request.build(), lines::take));
        } catch (Unsendable e) {
            lines.follow(CompletableFuture.failedFuture(e));
        }
        return lines;
    }

    /** @throws java.net.http.WebSocketHandshakeException when something else is answered than that the protocol changes */
    WebSocket upgrade(URI uri, String token, WebSocket.Listener listener) throws IOException {
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(REQUEST);
        headers(uri, token).forEach(builder::header);
        return await(builder.buildAsync(carrying(uri, token), listener));
    }

    private HttpRequest.Builder request(URI uri, @Nullable String token) throws Unsendable {
        if (!isWeb(uri)) {
            throw new Unsendable("it leads to an address to which no request can be sent");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(carrying(uri, token));
        headers(uri, token).forEach(request::header);
        return request;
    }

    /** Whether the client takes it: a redirect or an answer may name anything. */
    private static boolean isWeb(URI uri) {
        return uri.getHost() != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private Map<String, String> headers(URI uri, @Nullable String token) throws Unsendable {
        if (token != null && !isPlain(token)) {
            throw new Unsendable("the token that it gave is no word in plain ASCII, so no request can carry it");
        }
        Map<String, String> headers = new LinkedHashMap<>(login.headers(uri));
        if (token != null && !login.takesAuthorization(uri)) {
            headers.put(HubLogin.AUTHORIZATION, "token " + token);
        }
        return headers;
    }

    /**
     * Behind a login that takes the header {@code Authorization} a token travels in the query, as BinderHub has a browser send it. A
     * user's server takes it there; a JupyterHub itself does not.
     */
    private URI carrying(URI uri, @Nullable String token) {
        if (token == null || !login.takesAuthorization(uri)) {
            return uri;
        }
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + separator + "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    /** Whether a header can carry a token. */
    static boolean isPlain(String token) {
        return PLAIN.matcher(token).matches();
    }

    /** A body. */
    static String json(Map<String, ?> values) {
        return JSON.valueToTree(values).toString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        return await(client.sendAsync(request.timeout(REQUEST).build(), ShortBody::of));
    }

    /** What comes of it in the time of one answer. */
    <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            // The request's own timeout ends with the headers: a body may trickle for ever.
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the body did not end");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IOException(e.getCause());
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
        if (e instanceof Unsendable unsendable) {
            return unsendable.sentence;
        }
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
            // The client wraps it into the exception of a refused connection.
            if (cause instanceof NoRouteToHostException) {
                return "no way leads to the address that its name has";
            }
        }
        if (e instanceof SSLException) {
            return "TLS failed: " + plain(e.getMessage());
        }
        if (e instanceof ConnectException) {
            return "it refuses connections";
        }
        return "the connection failed: " + deepest(e);
    }

    /** The client quotes where a redirect leads, which may hold what is secret. */
    private static String deepest(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        if (deepest instanceof IllegalArgumentException || (message != null && message.contains("redirect"))) {
            return "it leads to an address that is not valid";
        }
        return plain(message);
    }

    private static String plain(@Nullable String message) {
        if (message == null) {
            return "it closed the connection without an answer";
        }
        return ForeignWords.shortened(message, LONGEST_REASON);
    }
}
