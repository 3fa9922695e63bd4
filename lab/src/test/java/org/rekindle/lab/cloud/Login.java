// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.simulated.SimulatedOpenStack;

/** A client that has logged in to a simulated cloud and speaks the newest version of Magnum's API. */
final class Login {

    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatedOpenStack cloud;
    private final String token;

    private Login(SimulatedOpenStack cloud, String token) {
        this.cloud = cloud;
        this.token = token;
    }

    /** An answer: its status, and its body, null where there is none. */
    record Answer(int status, @Nullable JsonNode body) {

        JsonNode json() {
            if (body == null) {
                throw new AssertionError("The answer " + status + " has no body.");
            }
            return body;
        }

        String uuid() {
            return json().path("uuid").asText();
        }

        String error() {
            return json().path("errors").path(0).path("detail").asText();
        }
    }

    static Login password(SimulatedOpenStack cloud, String user, String password) throws Exception {
        JsonFields identity = new JsonFields()
                .with("methods", List.of("password"))
                .with(
                        "password",
                        JsonFields.of(
                                "user",
                                new JsonFields()
                                        .with("name", user)
                                        .with("domain", JsonFields.of("id", "default"))
                                        .with("password", password)));
        return new Login(cloud, token(cloud, identity));
    }

    static Login credential(SimulatedOpenStack cloud, String id, String secret) throws Exception {
        JsonFields identity = new JsonFields()
                .with("methods", List.of("application_credential"))
                .with("application_credential", new JsonFields().with("id", id).with("secret", secret));
        return new Login(cloud, token(cloud, identity));
    }

    String token() {
        return token;
    }

    /** Sends a request to Magnum; the path starts with {@code /v1}. */
    Answer magnum(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        return send(method, cloud.magnumUrl() + path, body);
    }

    /** Sends a request to any service; the path starts with the service's prefix. */
    Answer service(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        String base = cloud.identityUrl().substring(0, cloud.identityUrl().indexOf("/identity"));
        return send(method, base + path, body);
    }

    /** The cluster as Magnum shows it. */
    JsonNode cluster(String identifier) throws IOException, InterruptedException {
        return magnum("GET", "/v1/clusters/" + identifier, null).json();
    }

    private Answer send(String method, String url, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JsonFields.write(body)))
                .timeout(Duration.ofMinutes(1))
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "container-infra 1.14")
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body().isEmpty() ? null : JsonFields.read(response.body()));
    }

    private static String token(SimulatedOpenStack cloud, JsonFields identity) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cloud.identityUrl() + "/auth/tokens"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        JsonFields.write(JsonFields.of("auth", JsonFields.of("identity", identity)))))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IllegalStateException("Keystone answers " + response.statusCode() + "."));
    }
}
