// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;

/**
 * Writes down what a Magnum is asked and answers, a file for each exchange, in the form of the recordings that the simulated
 * cloud is held against, and an {@code index.json} of them.
 *
 * <p>Tokens are replaced by who holds them, as {@code <token of user-1>}. What is said to Keystone is not written down.
 */
public final class Recorder implements ExchangeListener {

    private static final Set<String> KEPT_HEADERS =
            Set.of("accept", "content-type", "openstack-api-version", "x-auth-token");
    private static final String TOKEN = "X-Auth-Token";

    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final Path folder;
    private final int magnum;
    private final Map<String, String> holders = new LinkedHashMap<>();
    private final List<JsonFields> index = new ArrayList<>();

    /**
     * A recorder.
     *
     * @param folder for the files; must be empty, so that no recording is written over
     * @param magnum the number of Magnum among the addresses behind the proxy
     */
    public Recorder(Path folder, int magnum) {
        this.folder = folder;
        this.magnum = magnum;
    }

    /** How many exchanges were written down. */
    public synchronized int count() {
        return index.size();
    }

    @Override
    public synchronized void saw(WholeExchange exchange) {
        if (exchange.cloud() != magnum) {
            return;
        }
        Map<String, List<String>> headers = insensitive(exchange.headers());
        String file = String.format(
                Locale.ROOT, "%03d-%s.json", index.size() + 1, slug(exchange.method() + exchange.target()));
        @Nullable String as = headers.containsKey(TOKEN) ? holder(first(headers, TOKEN)) : null;
        JsonFields request = new JsonFields()
                .with("method", exchange.method())
                .with("path", exchange.target())
                .with("headers", kept(headers, as))
                .with("as", as)
                .with("body", body(exchange.body()));
        JsonFields response = new JsonFields()
                .with("status", exchange.status())
                .with("headers", single(exchange.answerHeaders()))
                .with("body", body(exchange.answer()));
        long took = exchange.took().toMillis();
        index.add(new JsonFields()
                .with("file", file)
                .with("method", exchange.method())
                .with("path", exchange.target())
                .with("microversion", kept(headers, as).get("OpenStack-API-Version"))
                .with("as", as)
                .with("status", exchange.status())
                .with("note", "")
                .with("elapsed_ms", took));
        write(
                file,
                new JsonFields()
                        .with("note", "")
                        .with("request", request)
                        .with("response", response)
                        .with("elapsed_ms", took));
        write("index.json", new JsonFields().with("exchanges", index));
    }

    private String holder(String token) {
        return holders.computeIfAbsent(token, unknown -> "user-" + (holders.size() + 1));
    }

    private static JsonFields kept(Map<String, List<String>> headers, @Nullable String as) {
        JsonFields kept = new JsonFields();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("openstack-api-version")) {
                kept.with("OpenStack-API-Version", values.get(0));
            } else if (lower.equals("x-auth-token")) {
                kept.with(TOKEN, "<token of " + as + ">");
            } else if (KEPT_HEADERS.contains(lower)) {
                kept.with(name, values.get(0));
            }
        });
        return kept;
    }

    private static JsonFields single(Map<String, List<String>> headers) {
        JsonFields single = new JsonFields();
        insensitive(headers).forEach((name, values) -> {
            if (!name.startsWith(":")) {
                single.with(name, String.join(", ", values));
            }
        });
        return single;
    }

    /** What is no JSON is kept as it is in a field of its own. */
    private static @Nullable Object body(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            JsonNode read = JsonFields.read(text);
            return JsonFields.plain(read);
        } catch (IOException noJson) {
            return JsonFields.of("_raw", text);
        }
    }

    private static Map<String, List<String>> insensitive(Map<String, List<String>> headers) {
        Map<String, List<String>> insensitive = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        insensitive.putAll(headers);
        return insensitive;
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    private static String slug(String request) {
        return request.replaceAll("\\?.*", "")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "it")
                .replace("/v1", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }

    private void write(String name, JsonFields content) {
        try {
            Files.writeString(folder.resolve(name), json.writeValueAsString(content) + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), unwritable);
        }
    }
}
