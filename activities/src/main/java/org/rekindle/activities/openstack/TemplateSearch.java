// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.Templates;

/** Lists the templates with what their images say. The Kubernetes version stands on the image, not on the template. */
final class TemplateSearch {

    private static final String KUBERNETES_VERSION = "kube_version";

    private final OpenStackSession session;

    TemplateSearch(OpenStackSession session) {
        this.session = session;
    }

    Templates all() {
        List<MagnumTemplate> templates = session.magnum().templates().stream()
                .filter(template -> template.coe().equals("kubernetes"))
                .toList();
        Map<String, JsonNode> images = templates.isEmpty() ? Map.of() : images();
        return new Templates(
                templates.stream().map(template -> template(template, images)).toList());
    }

    private Template template(MagnumTemplate template, Map<String, JsonNode> images) {
        Map<String, String> labels = template.labels() == null ? Map.of() : template.labels();
        JsonNode image =
                template.image() == null ? null : images.computeIfAbsent(template.image(), this::unlistedImage);
        return new Template(
                template.uuid(),
                template.name(),
                template.image(),
                image == null
                        ? null
                        : blankToNull(image.path(KUBERNETES_VERSION).asText("")),
                labels.get("capi_helm_chart_version"),
                template.networkDriver(),
                template.published());
    }

    /** All images of the list, by UUID and by name; of two that share a name neither is found by it. */
    private Map<String, JsonNode> images() {
        Map<String, JsonNode> images = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        Call call = Call.get(CloudService.IMAGE, "/images").withQuery("limit", "1000");
        List<JsonNode> listed = Pages.all(session.send(call), session::send, "images");
        for (JsonNode image : listed) {
            names.merge(image.path("name").asText(""), 1, Integer::sum);
        }
        for (JsonNode image : listed) {
            images.put(image.path("id").asText(), image);
            String name = image.path("name").asText("");
            if (Integer.valueOf(1).equals(names.get(name))) {
                images.putIfAbsent(name, image);
            }
        }
        return images;
    }

    /** Community and hidden images are in no list, but can be asked for. */
    private @Nullable JsonNode unlistedImage(String id) {
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        Answer answer = session.send(Call.get(CloudService.IMAGE, "/images/" + segment));
        return answer.isNotFound() || answer.status() == 403
                ? null
                : answer.required().body();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
