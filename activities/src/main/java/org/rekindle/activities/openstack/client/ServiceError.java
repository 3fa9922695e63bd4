// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds the words in an error's body. Magnum says {@code {"errors": [{"detail": …}]}}, its middleware
 * {@code {"error": {"message": …}}} (as Keystone does) or {@code {"message": …}}, Neutron
 * {@code {"NeutronError": {"message": …}}}, Octavia {@code {"faultstring": …}}, Cinder {@code {"badRequest": {"message": …}}}.
 */
final class ServiceError {

    /** Longer texts, such as a whole helm run, keep their end: the error is there. */
    private static final int LONGEST = 4000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServiceError() {}

    /** The words of an error's body, empty when it has none. */
    static String detail(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null) {
                return "";
            }
            return detail(root);
        } catch (IOException e) {
            // An error page of a proxy: its mark-up does not help.
            return "";
        }
    }

    /** The words of an error's body, empty when it has none. */
    static String detail(JsonNode root) {
        String words;
        if (root.path("errors").isArray()) {
            words = StreamSupport.stream(root.path("errors").spliterator(), false)
                    .map(error -> first(error, "detail", "description", "title"))
                    .collect(Collectors.joining(" "));
        } else {
            words = first(root, "message", "faultstring", "detail", "title");
            for (JsonNode child : root) {
                if (words.isEmpty() && child.isObject()) {
                    words = first(child, "message", "detail", "title");
                }
            }
        }
        String plain = words.replaceAll("<br ?/?>", " ").strip();
        if (plain.length() <= LONGEST) {
            return plain;
        }
        return "… " + plain.substring(plain.length() - LONGEST);
    }

    private static String first(JsonNode node, String... keys) {
        for (String key : keys) {
            if (!node.path(key).asText("").isBlank()) {
                return node.path(key).asText();
            }
        }
        return "";
    }
}
