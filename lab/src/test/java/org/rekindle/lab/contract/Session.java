// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;

/**
 * Somebody who has logged in by an entry of a {@code clouds.yaml} and speaks with the Magnum of its catalogue. Plain HTTP, so
 * that a test says what goes over the wire.
 */
final class Session {
    static final String NEWEST = "container-infra 1.14";

    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String magnumUrl;
    private final String token;

    private Session(String magnumUrl, String token) {
        this.magnumUrl = magnumUrl;
        this.token = token;
    }

    /** An answer; the body is missing where there is none. */
    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {

        /** The text of a refusal. */
        String refusal() {
            return body.path("errors").path(0).path("detail").asText();
        }

        String uuid() {
            return body.path("uuid").asText();
        }

        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst();
        }
    }

    /** Logs in. */
    static Session open(Path cloudsYaml, String cloud) throws IOException, InterruptedException {
        JsonNode entry =
                new YAMLMapper().readTree(cloudsYaml.toFile()).path("clouds").path(cloud);
        JsonNode auth = entry.path("auth");
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(auth.path("auth_url").asText() + "/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JsonFields.write(JsonFields.of("auth", proof(auth)))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String token = response.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new AssertionError(cloud + " is not let in: " + response.body()));
        return new Session(magnum(JsonFields.read(response.body())), token);
    }

    /** The same cloud, with another token. */
    Session withToken(String other) {
        return new Session(magnumUrl, other);
    }

    /** Sends a request in the newest version of the API; the path starts behind {@code /v1}. */
    Answer send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        return send(method, path, NEWEST, body);
    }

    /** Sends a request in a version of the API; without the header when it is null. */
    Answer send(String method, String path, @Nullable String version, @Nullable Object body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(magnumUrl + path))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JsonFields.write(body)));
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token);
        }
        if (version != null) {
            request.header("OpenStack-API-Version", version);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode read = response.body().isEmpty() ? MissingNode.getInstance() : JsonFields.read(response.body());
        return new Answer(response.statusCode(), read, response.headers().map());
    }

    private static JsonFields proof(JsonNode auth) {
        if (auth.has("application_credential_id")) {
            JsonFields credential = new JsonFields()
                    .with("id", auth.path("application_credential_id").asText())
                    .with("secret", auth.path("application_credential_secret").asText());
            return JsonFields.of(
                    "identity",
                    new JsonFields()
                            .with("methods", List.of("application_credential"))
                            .with("application_credential", credential));
        }
        JsonFields domain = JsonFields.of("id", "default");
        JsonFields user = new JsonFields()
                .with("name", auth.path("username").asText())
                .with("password", auth.path("password").asText())
                .with("domain", domain);
        JsonFields project = new JsonFields()
                .with("name", auth.path("project_name").asText())
                .with("domain", domain);
        return new JsonFields()
                .with(
                        "identity",
                        new JsonFields()
                                .with("methods", List.of("password"))
                                .with("password", JsonFields.of("user", user)))
                .with("scope", JsonFields.of("project", project));
    }

    private static String magnum(JsonNode answer) {
        return StreamSupport.stream(answer.at("/token/catalog").spliterator(), false)
                .filter(service -> service.path("type").asText().equals("container-infra"))
                .flatMap(service ->
                        StreamSupport.stream(service.path("endpoints").spliterator(), false))
                .filter(endpoint -> endpoint.path("interface").asText().equals("public"))
                .map(endpoint -> endpoint.path("url").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the catalogue has no Magnum"));
    }
}
