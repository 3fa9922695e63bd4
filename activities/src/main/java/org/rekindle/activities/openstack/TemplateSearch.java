// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.Templates;

/** Lists the templates with what their images say. The Kubernetes version stands on the image, not on the template. */
final class TemplateSearch {

    static final String KUBERNETES_VERSION = "kube_version";

    private final OpenStackSession session;

    TemplateSearch(OpenStackSession session) {
        this.session = session;
    }

    Templates all() {
        Images images = new Images(session);
        return new Templates(session.magnum().templates().stream()
                .filter(MagnumTemplate::isUsable)
                .map(template -> template(template, template.image() == null ? null : images.find(template.image())))
                .toList());
    }

    /** @param image null when it cannot be seen */
    static Template template(MagnumTemplate template, @Nullable JsonNode image) {
        return new Template(
                template.uuid(),
                template.name(),
                template.image(),
                image == null
                        ? null
                        : blankToNull(image.path(KUBERNETES_VERSION).asText("")),
                template.allLabels().get(MagnumTemplate.CHART),
                template.networkDriver(),
                template.published());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
