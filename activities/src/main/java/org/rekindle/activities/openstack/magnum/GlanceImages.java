// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;

/** Glance's images, by UUID and by name; listed once. Of two that share a name neither is found by it. */
public final class GlanceImages {

    private final OpenStackSession session;
    private final Map<String, JsonNode> known = new HashMap<>();
    private boolean listed;

    /** The images of one cloud. It asks nothing yet. */
    public GlanceImages(OpenStackSession session) {
        this.session = session;
    }

    /** An image as Glance shows it, its properties beside its fields; null when it cannot be seen. */
    @Nullable
    public JsonNode find(String idOrName) {
        if (!listed) {
            list();
            listed = true;
        }
        return known.computeIfAbsent(idOrName, this::unlisted);
    }

    private void list() {
        Map<String, Integer> names = new HashMap<>();
        ServiceCall call = ServiceCall.get(CloudService.IMAGE, "/images").withQuery("limit", "1000");
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
        ServiceAnswer answer = session.send(ServiceCall.get(CloudService.IMAGE, "/images/" + segment));
        if (answer.isNotFound() || answer.status() == 403) {
            return null;
        }
        return answer.required().body();
    }
}
