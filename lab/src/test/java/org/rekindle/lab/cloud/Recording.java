// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;

/**
 * One exchange with a real Magnum.
 *
 * @param as the user whose token it was sent with, or the token itself if there is no such user; null for none
 * @param requestBody null for none
 */
record Recording(
        String file,
        String method,
        String path,
        @Nullable String as,
        @Nullable String microversion,
        @Nullable String requestBody,
        int status,
        Map<String, String> headers,
        JsonNode body) {

    private static final String FOLDER = "/recordings/";

    boolean changes() {
        return !method.equals("GET");
    }

    static Recording read(String file) {
        JsonNode node = tree(file);
        JsonNode request = node.path("request");
        JsonNode response = node.path("response");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Recording(
                file,
                request.path("method").asText(),
                request.path("path").asText(),
                text(request.get("as")),
                text(request.path("headers").get("OpenStack-API-Version")),
                body(request.get("body")),
                response.path("status").asInt(),
                headers,
                response.path("body"));
    }

    /**
     * An entry of the index.
     *
     * @param note what is special about it; empty when nothing is
     */
    record Exchange(String file, String method, String path, int status, String note) {}

    /** All entries of the index. */
    static List<Exchange> index() {
        return StreamSupport.stream(tree("index.json").path("exchanges").spliterator(), false)
                .map(exchange -> new Exchange(
                        exchange.path("file").asText(),
                        exchange.path("method").asText(),
                        exchange.path("path").asText(),
                        exchange.path("status").asInt(),
                        exchange.path("note").asText()))
                .toList();
    }

    /** The names of all recordings, in the order in which they were made. */
    static List<String> all() {
        return index().stream().map(Exchange::file).sorted().toList();
    }

    private static @Nullable String body(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return null;
        }
        // What was not JSON when it was sent is kept in a field of its own.
        return body.has("_raw") ? body.get("_raw").asText() : body.toString();
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    private static JsonNode tree(String file) {
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(FOLDER + file), file)) {
            return JsonFields.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
