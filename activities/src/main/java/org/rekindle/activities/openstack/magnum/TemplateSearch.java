// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.workflows.api.MagnumActivities.Templates;
import org.rekindle.workflows.model.observation.Template;

/** Lists the templates with what their images say. The Kubernetes version is a property of the image, not of the template. */
public final class TemplateSearch {

    /** The property of an image that names its Kubernetes version. */
    public static final String KUBERNETES_VERSION = "kube_version";

    private final OpenStackSession session;

    /** A search in one cloud. */
    public TemplateSearch(OpenStackSession session) {
        this.session = session;
    }

    /** All templates that Rekindle understands, with what their images say. */
    public Templates all() {
        GlanceImages images = new GlanceImages(session);
        return new Templates(new MagnumService(session)
                .templates().stream()
                        .filter(MagnumTemplate::isUsable)
                        .map(template -> template(template, image(template, images)))
                        .toList());
    }

    private static @Nullable JsonNode image(MagnumTemplate template, GlanceImages images) {
        if (template.image() == null) {
            return null;
        }
        return images.find(template.image());
    }

    /**
     * One template with what its image says.
     *
     * @param image null when it cannot be seen
     */
    public static Template template(MagnumTemplate template, @Nullable JsonNode image) {
        return new Template(
                template.uuid(),
                template.name(),
                template.image(),
                kubernetesVersion(image),
                template.allLabels().get(MagnumTemplate.CHART),
                template.networkDriver(),
                template.published());
    }

    private static @Nullable String kubernetesVersion(@Nullable JsonNode image) {
        if (image == null) {
            return null;
        }
        String version = image.path(KUBERNETES_VERSION).asText("");
        if (version.isBlank()) {
            return null;
        }
        return version;
    }
}
