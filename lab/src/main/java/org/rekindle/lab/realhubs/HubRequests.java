// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Requests to a hub and to the servers of its users, by the hub's tokens. */
final class HubRequests {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient visitor;
    private final URI hub;

    HubRequests(HttpClient visitor, URI hub) {
        this.visitor = visitor;
        this.hub = hub;
    }

    /**
     * An answer.
     *
     * @param body missing where it is no JSON
     */
    record Answer(int status, JsonNode body) {

        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    Answer get(String path, String token) {
        return send("GET", path, token, Map.of());
    }

    /** @param body one level of JSON */
    Answer send(String method, String path, String token, Map<String, String> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                    .timeout(LONGEST)
                    .header("Authorization", "token " + token)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            HttpResponse<byte[]> response = visitor.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + method + " " + path, interrupted);
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
