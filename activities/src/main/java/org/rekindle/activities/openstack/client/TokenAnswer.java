// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;

/**
 * Keystone's answer to a login, reduced to what is used of it. openstack4j fails on the whole answer where one part of it is
 * not as it expects, such as the {@code wss://} URL of a service that is of no interest.
 */
final class TokenAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> INTERFACES = List.of("public", "internal", "admin");

    private TokenAnswer() {}

    /**
     * The same answer with the end of the token, the project and the catalogue alone. An endpoint whose URL is not valid stays
     * without one, so that it can be reported.
     *
     * @throws IOException when it holds no token
     */
    static byte[] reduced(byte[] body) throws IOException {
        JsonNode token = JSON.readTree(body).path("token");
        if (!token.isObject()) {
            throw new IOException("the answer holds no token");
        }
        ObjectNode root = JSON.createObjectNode();
        ObjectNode reduced = root.putObject("token");
        Instant end = ServiceTimes.read(token.path("expires_at"));
        if (end != null) {
            reduced.put("expires_at", end.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        String project = text(token.path("project"), "id");
        if (project != null) {
            reduced.putObject("project").put("id", project);
        }
        if (token.path("catalog").isArray()) {
            ArrayNode services = reduced.putArray("catalog");
            token.path("catalog").forEach(service -> service(service, services));
        }
        return JSON.writeValueAsBytes(root);
    }

    private static void service(JsonNode service, ArrayNode services) {
        String type = text(service, "type");
        if (type == null) {
            return;
        }
        ObjectNode known = services.addObject().put("type", type).put("name", text(service, "name"));
        ArrayNode endpoints = known.putArray("endpoints");
        if (service.path("endpoints").isArray()) {
            service.path("endpoints").forEach(endpoint -> endpoint(endpoint, endpoints));
        }
    }

    private static void endpoint(JsonNode endpoint, ArrayNode endpoints) {
        String facing = text(endpoint, "interface");
        if (facing == null || !INTERFACES.contains(facing.toLowerCase(Locale.ROOT))) {
            return;
        }
        // Where both are reported and differ, keystoneauth goes by the id.
        String id = text(endpoint, "region_id");
        endpoints
                .addObject()
                .put("interface", facing.toLowerCase(Locale.ROOT))
                .put("region", id == null ? text(endpoint, "region") : id)
                .put("url", url(text(endpoint, "url")));
    }

    private static @Nullable String url(@Nullable String written) {
        try {
            if (written == null) {
                return null;
            }
            return HttpAddress.of(written).toString();
        } catch (NoHttpAddress none) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        boolean isText =
                (value.isTextual() || value.isNumber()) && !value.asText().isBlank();
        if (isText) {
            return value.asText();
        }
        return null;
    }
}
