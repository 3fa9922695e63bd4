// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.truth;

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
import org.rekindle.lab.cloud.http.Json;

/** Somebody who is logged in at the lab's Keystone and sends requests to its services. */
final class Rest {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String token;

    private Rest(String token) {
        this.token = token;
    }

    /** An answer; the body is missing where there is none. */
    record Answer(int status, JsonNode body) {

        /** The body of an answer that says yes. */
        JsonNode ok(String what) {
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
    static Rest login(String identityUrl, String user, String password, String project) {
        Json domain = Json.of("id", "default");
        Json identity = new Json()
                .with("methods", List.of("password"))
                .with(
                        "password",
                        Json.of(
                                "user",
                                new Json()
                                        .with("name", user)
                                        .with("domain", domain)
                                        .with("password", password)));
        Json scope = Json.of("project", new Json().with("name", project).with("domain", domain));
        HttpResponse<String> response = exchange(
                "POST",
                identityUrl + "/auth/tokens",
                Map.of(),
                Json.of("auth", new Json().with("identity", identity).with("scope", scope)));
        return new Rest(response.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IllegalStateException(
                        "Keystone does not let " + user + " in: " + response.statusCode() + " " + response.body())));
    }

    /** Sends a request. */
    Answer send(String method, String url, @Nullable Object body) {
        return send(method, url, Map.of(), body);
    }

    /** Sends a request with further headers. */
    Answer send(String method, String url, Map<String, String> headers, @Nullable Object body) {
        HttpResponse<String> response = exchange(method, url, merged(headers, Map.of("X-Auth-Token", token)), body);
        try {
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? MissingNode.getInstance() : Json.read(response.body()));
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
                                : HttpRequest.BodyPublishers.ofString(Json.write(body)));
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
