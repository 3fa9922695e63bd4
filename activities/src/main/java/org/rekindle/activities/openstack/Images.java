// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Glance's images, by UUID and by name; listed once. Of two that share a name neither is found by it. */
final class Images {

    private final OpenStackSession session;
    private final Map<String, JsonNode> known = new HashMap<>();
    private boolean listed;

    Images(OpenStackSession session) {
        this.session = session;
    }

    /** An image as Glance tells it, its properties beside its fields; null when it cannot be seen. */
    @Nullable
    JsonNode find(String idOrName) {
        if (!listed) {
            list();
            listed = true;
        }
        return known.computeIfAbsent(idOrName, this::unlisted);
    }

    private void list() {
        Map<String, Integer> names = new HashMap<>();
        Call call = Call.get(CloudService.IMAGE, "/images").withQuery("limit", "1000");
        List<JsonNode> images = Pages.all(session.send(call), session::send, "images");
        for (JsonNode image : images) {
            names.merge(image.path("name").asText(""), 1, Integer::sum);
        }
        for (JsonNode image : images) {
            known.put(image.path("id").asText(), image);
            String name = image.path("name").asText("");
            if (Integer.valueOf(1).equals(names.get(name))) {
                known.putIfAbsent(name, image);
            }
        }
    }

    /** Community and hidden images are in no list, but can be asked for. */
    private @Nullable JsonNode unlisted(String id) {
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        Answer answer = session.send(Call.get(CloudService.IMAGE, "/images/" + segment));
        return answer.isNotFound() || answer.status() == 403
                ? null
                : answer.required().body();
    }
}
