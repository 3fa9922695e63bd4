// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.activities.openstack.magnum.GlanceImages;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;

/** What the cloud offers for a cluster: images, flavors, networks, keypairs, templates. Each is read when it is first needed. */
public final class CloudCatalog {

    private final OpenStackSession session;
    private final GlanceImages images;
    private @Nullable List<MagnumTemplate> visible;
    private @Nullable List<NovaFlavor> flavors;
    private @Nullable List<JsonNode> networks;
    private final Map<String, Boolean> keypairs = new HashMap<>();

    /** The catalog of one cloud. It asks nothing yet. */
    public CloudCatalog(OpenStackSession session) {
        this.session = session;
        this.images = new GlanceImages(session);
    }

    /** The templates for Kubernetes clusters, all of which is understood. */
    public List<MagnumTemplate> templates() {
        return visible().stream().filter(MagnumTemplate::isUsable).toList();
    }

    /** A template of this UUID or name that is not understood, or null. */
    @Nullable
    public MagnumTemplate oddTemplate(String idOrName) {
        return visible().stream()
                .filter(template -> !template.odd().isEmpty())
                .filter(template ->
                        template.uuid().equals(idOrName) || template.name().equals(idOrName))
                .findFirst()
                .orElse(null);
    }

    private List<MagnumTemplate> visible() {
        List<MagnumTemplate> known = visible;
        if (known == null) {
            known = new MagnumService(session).templates();
            visible = known;
        }
        return known;
    }

    /** The template of a UUID, or null when it cannot be seen. */
    @Nullable
    public MagnumTemplate template(String uuid) {
        return templates().stream()
                .filter(template -> template.uuid().equals(uuid))
                .findFirst()
                .orElse(null);
    }

    /** An image, or null when it cannot be seen. */
    @Nullable
    public JsonNode image(String idOrName) {
        return images.find(idOrName);
    }

    /** A flavor, or null when it cannot be seen. */
    @Nullable
    public NovaFlavor flavor(String idOrName) {
        List<NovaFlavor> known = flavors;
        if (known == null) {
            ServiceAnswer first = session.send(ServiceCall.get(CloudService.COMPUTE, "/flavors/detail"));
            known = Pages.all(first, session::send, "flavors").stream()
                    .map(flavor -> new NovaFlavor(
                            flavor.path("id").asText(),
                            flavor.path("name").asText(),
                            flavor.path("vcpus").asInt(),
                            flavor.path("ram").asInt(),
                            flavor.path("disk").asInt()))
                    .toList();
            flavors = known;
        }
        return known.stream()
                .filter(flavor -> flavor.id().equals(idOrName) || flavor.name().equals(idOrName))
                .findFirst()
                .orElse(null);
    }

    /** A network as Neutron shows it, or null when it cannot be seen. */
    @Nullable
    public JsonNode network(String idOrName) {
        List<JsonNode> known = networks;
        if (known == null) {
            known = Pages.all(
                    session.send(ServiceCall.get(CloudService.NETWORK, "/networks")), session::send, "networks");
            networks = known;
        }
        return known.stream()
                .filter(network -> isCalled(network, idOrName))
                .findFirst()
                .orElse(null);
    }

    /** Whether a network has a subnet of this name or UUID. */
    public boolean hasSubnet(String idOrName) {
        ServiceAnswer subnets = session.send(ServiceCall.get(CloudService.NETWORK, "/subnets"));
        return Pages.all(subnets, session::send, "subnets").stream().anyMatch(subnet -> isCalled(subnet, idOrName));
    }

    /** Whether the user has a keypair of this name; Nova keeps them by user. */
    public boolean hasKeypair(String name) {
        return keypairs.computeIfAbsent(name, wanted -> {
            ServiceAnswer all = session.send(ServiceCall.get(CloudService.COMPUTE, "/os-keypairs"))
                    .required();
            return StreamSupport.stream(all.body().path("keypairs").spliterator(), false)
                    .anyMatch(
                            entry -> entry.path("keypair").path("name").asText().equals(wanted));
        });
    }

    private static boolean isCalled(JsonNode thing, String idOrName) {
        return thing.path("id").asText().equals(idOrName)
                || thing.path("name").asText().equals(idOrName);
    }
}
