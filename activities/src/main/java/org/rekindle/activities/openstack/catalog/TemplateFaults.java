// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.activities.openstack.magnum.TemplateSearch;
import org.rekindle.workflows.model.observation.Shape;

/** What Magnum or its driver would refuse a template for: what it names must be there, and its image must say what it is. */
public final class TemplateFaults {

    private final CloudCatalog stock;
    private final List<String> faults = new ArrayList<>();

    /** Looks things up in this catalog. */
    public TemplateFaults(CloudCatalog stock) {
        this.stock = stock;
    }

    /**
     * All of them, each a sentence.
     *
     * @param image null when it cannot be seen
     * @param shape whose own flavors, keypair and network take the place of the template's; null when it is not known
     */
    public List<String> of(MagnumTemplate template, @Nullable JsonNode image, @Nullable Shape shape) {
        image(template, image);
        if (shape == null || shape.nodeGroups().stream().anyMatch(group -> isBlank(group.flavor()))) {
            flavor(template.flavor());
        }
        if (shape == null || isBlank(shape.masterFlavor())) {
            flavor(template.masterFlavor());
        }
        externalNetwork(template.externalNetwork());
        String network = template.fixedNetwork();
        if (network != null && (shape == null || shape.fixedNetwork() == null) && stock.network(network) == null) {
            faults.add("the project does not see its fixed network " + network + ".");
        }
        String keypair = template.keypair();
        if (keypair != null && (shape == null || shape.keypair() == null) && !stock.hasKeypair(keypair)) {
            faults.add("the user has no keypair " + keypair + ", which a create without one would use.");
        }
        return List.copyOf(faults);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private void image(MagnumTemplate template, @Nullable JsonNode image) {
        if (image == null) {
            faults.add(noImage(template.image()));
            return;
        }
        String name = image.path("name").asText(template.image());
        String status = image.path("status").asText("active");
        if (!status.equals("active")) {
            faults.add("its image " + name + " is " + status + ", not active.");
        }
        for (String property : List.of(TemplateSearch.KUBERNETES_VERSION, "os_distro")) {
            if (image.path(property).asText("").isBlank()) {
                faults.add("its image " + name + " lacks the property " + property + ", which Magnum asks for.");
            }
        }
    }

    private static String noImage(@Nullable String named) {
        if (named == null) {
            return "it names no image.";
        }
        return "its image " + named + " is deleted or not shared with the project.";
    }

    private void flavor(@Nullable String name) {
        if (name != null && stock.flavor(name) == null) {
            faults.add("the project does not see its flavor " + name + ".");
        }
    }

    private void externalNetwork(@Nullable String name) {
        if (name == null) {
            return;
        }
        JsonNode network = stock.network(name);
        if (network == null) {
            faults.add("the project does not see its external network " + name + ".");
        } else if (!network.path("router:external").asBoolean(true)) {
            faults.add("its external network " + name + " is not an external one.");
        }
    }
}
