// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.temporal.authorization.AuthorizationTokenSupplier;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens of an identity provider, by OAuth 2.0's client credentials (RFC 6749, section 4.4): one is fetched at the start and
 * another before it ends. The secret is read from its file each time, so that it may be replaced as well.
 */
final class ClientCredentials implements AuthorizationTokenSupplier {

    /** The provider's token endpoint; the others count only with it. */
    static final String URL = "TEMPORAL_OAUTH_TOKEN_URL";

    static final String ID = "TEMPORAL_OAUTH_CLIENT_ID";
    static final String SECRET_FILE = "TEMPORAL_OAUTH_CLIENT_SECRET_FILE";
    static final String SCOPE = "TEMPORAL_OAUTH_SCOPE";
    static final String AUDIENCE = "TEMPORAL_OAUTH_AUDIENCE";

    private static final Logger LOG = LoggerFactory.getLogger(ClientCredentials.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What a provider that does not say how long its token lasts is taken to mean. */
    private static final Duration USUAL = Duration.ofMinutes(5);
    /** After a fetch that failed. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;
    private final String id;
    private final Path secretFile;
    private final Map<String, String> more;
    private final Clock clock;
    private @Nullable String token;
    private Instant fetchAt = Instant.EPOCH;

    private ClientCredentials(URI url, String id, Path secretFile, Map<String, String> more, Clock clock) {
        this.url = url;
        this.id = id;
        this.secretFile = secretFile;
        this.more = more;
        this.clock = clock;
    }

    static boolean areIn(Map<String, String> environment) {
        return !environment.getOrDefault(URL, "").isBlank();
    }

    /** @throws RunFailure when something is missing, or no token can be fetched */
    static ClientCredentials of(Map<String, String> environment, Clock clock) {
        Map<String, String> more = new LinkedHashMap<>();
        put(more, "scope", environment.get(SCOPE));
        put(more, "audience", environment.get(AUDIENCE));
        ClientCredentials credentials = new ClientCredentials(
                url(needed(environment, URL)),
                needed(environment, ID),
                Path.of(needed(environment, SECRET_FILE)),
                more,
                clock);
        credentials.supply();
        return credentials;
    }

    /** The token that is valid; the old one while no new one can be fetched, since Temporal's refusal is seen by {@code /healthz}. */
    @Override
    public synchronized String supply() {
        String before = token;
        if (before != null && clock.instant().isBefore(fetchAt)) {
            return before;
        }
        try {
            return fetch();
        } catch (IOException e) {
            fetchAt = clock.instant().plus(PAUSE);
            if (before == null) {
                throw new RunFailure(
                        RunFailure.Kind.UNREACHABLE,
                        "No token for Temporal could be fetched from " + url + " (" + URL + "): " + e.getMessage(),
                        e);
            }
            LOG.warn("No new token for Temporal could be fetched from {}: {}", url, e.getMessage());
            return before;
        }
    }

    private String fetch() throws IOException {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        form.putAll(more);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + basic())
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"))))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "it answers " + answer.statusCode() + "; look at " + ID + " and " + SECRET_FILE + ".");
        }
        return keep(answer.body());
    }

    private String keep(String body) throws IOException {
        JsonNode said = parsed(body);
        String fresh = said.path("access_token").asString("");
        if (fresh.isEmpty()) {
            throw new IOException("its answer has no access_token.");
        }
        long seconds = said.path("expires_in").asLong(USUAL.toSeconds());
        // Fetched again when four fifths of its time are over, so that a slow provider has the rest.
        fetchAt =
                clock.instant().plus(Duration.ofSeconds(seconds).multipliedBy(4).dividedBy(5));
        token = fresh;
        return fresh;
    }

    private static JsonNode parsed(String body) throws IOException {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            // The parser's own words quote the body, which may hold a token.
            throw new IOException("its answer is not JSON.");
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the fetch was interrupted.", e);
        } catch (IOException e) {
            throw new IOException("it does not answer (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    /** RFC 6749, section 2.3.1: both are encoded as in a form before they are joined. */
    private String basic() throws IOException {
        String secret;
        try {
            secret = Files.readString(secretFile).strip();
        } catch (IOException e) {
            throw new IOException("the client's secret cannot be read from " + secretFile + ".", e);
        }
        return java.util.Base64.getEncoder()
                .encodeToString((encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(Map<String, String> form, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            form.put(key, value.strip());
        }
    }

    private static String needed(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw misconfigured(variable + " is not set, and " + URL + " is: set it as well.");
        }
        return value;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            boolean local = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
            if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && local)) {
                throw misconfigured(URL + " must begin with https://, since the client's secret is sent there.");
            }
            return url;
        } catch (IllegalArgumentException e) {
            throw misconfigured(URL + " is no URL.");
        }
    }

    private static RunFailure misconfigured(String sentence) {
        return new RunFailure(RunFailure.Kind.UNREACHABLE, sentence, null);
    }
}
