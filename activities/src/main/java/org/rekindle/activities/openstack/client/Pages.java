// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Turns the pages of a list. Magnum and Glance name the next page in {@code next}, Keystone and Designate in {@code links}, the
 * others in {@code <key>_links}; from
 * either only the marker is taken, since behind a proxy the address itself may be wrong.
 */
public final class Pages {

    private static final Pattern MARKER = Pattern.compile("[?&]marker=([^&]+)");

    private Pages() {}

    /**
     * All entries of a list.
     *
     * @param first the answer with the first page
     * @param send sends one request
     * @param key the key of the list in the answer's body
     */
    public static List<JsonNode> all(ServiceAnswer first, Function<ServiceCall, ServiceAnswer> send, String key) {
        List<JsonNode> entries = new ArrayList<>();
        Set<String> markers = new HashSet<>();
        ServiceCall call = first.call();
        ServiceAnswer answer = first;
        while (true) {
            answer.required();
            if (!answer.body().path(key).isArray()) {
                throw Failures.of(
                        FailureCode.MISCONFIGURED,
                        answer.inWords() + ": the answer holds no list \"" + key + "\", so it does not come from "
                                + call.service().label() + ". Check the catalogue.");
            }
            answer.body().path(key).forEach(entries::add);
            String marker = marker(answer.body(), key);
            if (marker == null) {
                return entries;
            }
            if (!markers.add(marker)) {
                throw Failures.of(FailureCode.UNAVAILABLE, answer.inWords() + ": the pages of the list repeat.");
            }
            answer = send.apply(call.withQuery("marker", marker));
        }
    }

    private static @Nullable String marker(JsonNode body, String key) {
        String next = body.path("next").asText(body.path("links").path("next").asText(""));
        for (JsonNode link : body.path(key + "_links")) {
            if (link.path("rel").asText().equals("next")) {
                next = link.path("href").asText("");
            }
        }
        Matcher marker = MARKER.matcher(next);
        if (marker.find()) {
            return URLDecoder.decode(marker.group(1), StandardCharsets.UTF_8);
        }
        return null;
    }
}
