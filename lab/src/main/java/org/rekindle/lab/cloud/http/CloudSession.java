// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user who is logged in at a Keystone and sends requests to its services. */
public final class CloudSession {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String token;

    private CloudSession(String token) {
        this.token = token;
    }

    /** An answer; the body is missing where there is none. */
    public record Answer(int status, JsonNode body) {

        /** The body of an answer that says yes. */
        public JsonNode ok(String what) {
            if (status >= 300) {
                throw new IllegalStateException(what + " is answered " + status + ": " + body);
            }
            return body;
        }
    }

    /**
     * Logs in with a password.
     *
     * @param identityUrl of Keystone, {@code http://.../v3}
     */
    public static CloudSession login(String identityUrl, String user, String password, String project) {
        JsonFields domain = JsonFields.of("id", "default");
        JsonFields identity = new JsonFields()
                .with("methods", List.of("password"))
                .with(
                        "password",
                        JsonFields.of(
                                "user",
                                new JsonFields()
                                        .with("name", user)
                                        .with("domain", domain)
                                        .with("password", password)));
        JsonFields scope =
                JsonFields.of("project", new JsonFields().with("name", project).with("domain", domain));
        HttpResponse<String> response = exchange(
                "POST",
                identityUrl + "/auth/tokens",
                Map.of(),
                JsonFields.of(
                        "auth", new JsonFields().with("identity", identity).with("scope", scope)));
        return new CloudSession(response.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IllegalStateException(
                        "Keystone does not let " + user + " in: " + response.statusCode() + " " + response.body())));
    }

    /** Sends a request. */
    public Answer send(String method, String url, @Nullable Object body) {
        return send(method, url, Map.of(), body);
    }

    /** Sends a request with further headers. */
    public Answer send(String method, String url, Map<String, String> headers, @Nullable Object body) {
        HttpResponse<String> response = exchange(method, url, merged(headers, Map.of("X-Auth-Token", token)), body);
        try {
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? MissingNode.getInstance() : JsonFields.read(response.body()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(method + " " + url + " is answered with what is no JSON", unreadable);
        }
    }

    private static HttpResponse<String> exchange(
            String method, String url, Map<String, String> headers, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JsonFields.write(body)));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + url + " is not answered", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + method + " " + url, interrupted);
        }
    }

    private static Map<String, String> merged(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new LinkedHashMap<>(one);
        all.putAll(other);
        return all;
    }
}
