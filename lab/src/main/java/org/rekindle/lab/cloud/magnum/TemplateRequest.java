// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.services.CloudInventory;

/** The body of a request for a template, checked in the order in which Magnum does. */
final class TemplateRequest {

    private static final List<String> NETWORK_DRIVERS = List.of("flannel", "calico", "cilium", "unspecified");

    private static final List<String> TEXTS = List.of(
            "name",
            "image_id",
            "flavor_id",
            "master_flavor_id",
            "dns_nameserver",
            "keypair_id",
            "external_network_id",
            "fixed_network",
            "fixed_subnet",
            "network_driver",
            "cluster_distro",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "volume_driver",
            "insecure_registry",
            "docker_storage_driver",
            "tags",
            "driver");
    private static final List<String> FLAGS =
            List.of("registry_enabled", "tls_disabled", "public", "master_lb_enabled", "floating_ip_enabled", "hidden");
    private static final Attributes ATTRIBUTES = attributes();

    private final Lookups lookups;

    TemplateRequest(Lookups lookups) {
        this.lookups = lookups;
    }

    StoredTemplate read(Request request, Instant now) {
        JsonNode body = ATTRIBUTES.read(request.call().body());
        request.about(Attributes.textOf(body, "name"));
        CloudInventory.Image image = lookups.image(Objects.requireNonNull(Attributes.textOf(body, "image_id")));
        String network = Objects.requireNonNullElse(Attributes.textOf(body, "network_driver"), "calico");
        checkNetworkDriver(network);
        request.requireMember("clustertemplate:create");
        lookups.flavor(Attributes.textOf(body, "flavor_id"));
        lookups.flavor(Attributes.textOf(body, "master_flavor_id"));
        lookups.externalNetwork(Attributes.textOf(body, "external_network_id"));
        lookups.fixedNetwork(Attributes.textOf(body, "fixed_network"));
        lookups.fixedSubnet(Attributes.textOf(body, "fixed_subnet"));
        boolean isPublic = Attributes.flagOf(body, "public", false);
        boolean hidden = Attributes.flagOf(body, "hidden", false);
        checkPublish(request, isPublic || hidden);
        Map<String, String> labels = Attributes.labels(body.path("labels"));
        lookups.rootVolume(Attributes.textOf(body, "flavor_id"), labels);
        lookups.rootVolume(Attributes.textOf(body, "master_flavor_id"), labels);
        JsonFields fields = fields(body, labels, network, String.valueOf(image.osDistro()));
        fields.with("project_id", request.caller().projectId())
                .with("user_id", request.caller().userId());
        return new StoredTemplate(
                UUID.randomUUID().toString(),
                request.caller().projectId(),
                fields,
                labels,
                isPublic,
                hidden,
                now,
                null);
    }

    static void checkNetworkDriver(String driver) {
        if (!NETWORK_DRIVERS.contains(driver)) {
            throw MagnumError.badRequest("Network driver type " + driver + " is not supported, expecting a "
                    + String.join("/", NETWORK_DRIVERS) + " network driver.");
        }
    }

    static void checkPublish(Request request, boolean wanted) {
        if (wanted && !request.caller().admin()) {
            throw MagnumError.of(403, "Not authorized to set public or hidden flag for cluster template.");
        }
    }

    /** What the API shows of a template, with Magnum's defaults for what a request leaves out. */
    static JsonFields fields(JsonNode body, Map<String, String> labels, String networkDriver, String distro) {
        String name = Attributes.textOf(body, "name");
        return new JsonFields()
                .with("name", name == null ? RandomNames.random("template") : name)
                .with("coe", "kubernetes")
                .with("image_id", Attributes.textOf(body, "image_id"))
                .with("flavor_id", Attributes.textOf(body, "flavor_id"))
                .with("master_flavor_id", Attributes.textOf(body, "master_flavor_id"))
                .with("dns_nameserver", Attributes.textOf(body, "dns_nameserver"))
                .with("keypair_id", Attributes.textOf(body, "keypair_id"))
                .with("external_network_id", Attributes.textOf(body, "external_network_id"))
                .with("fixed_network", Attributes.textOf(body, "fixed_network"))
                .with("fixed_subnet", Attributes.textOf(body, "fixed_subnet"))
                .with("network_driver", networkDriver)
                .with("apiserver_port", whole(body, "apiserver_port"))
                .with("docker_volume_size", whole(body, "docker_volume_size"))
                .with("cluster_distro", distro)
                .with("http_proxy", Attributes.textOf(body, "http_proxy"))
                .with("https_proxy", Attributes.textOf(body, "https_proxy"))
                .with("no_proxy", Attributes.textOf(body, "no_proxy"))
                .with("volume_driver", Attributes.textOf(body, "volume_driver"))
                .with("registry_enabled", Attributes.flagOf(body, "registry_enabled", false))
                .with("labels", labels)
                .with("tls_disabled", Attributes.flagOf(body, "tls_disabled", false))
                .with("public", Attributes.flagOf(body, "public", false))
                .with("server_type", "vm")
                .with("insecure_registry", Attributes.textOf(body, "insecure_registry"))
                .with("docker_storage_driver", Attributes.textOf(body, "docker_storage_driver"))
                .with("master_lb_enabled", Attributes.flagOf(body, "master_lb_enabled", false))
                .with("floating_ip_enabled", Attributes.flagOf(body, "floating_ip_enabled", true))
                .with("hidden", Attributes.flagOf(body, "hidden", false))
                .with("tags", Attributes.textOf(body, "tags"))
                .with("driver", "k8s_capi_helm_v1");
    }

    private static @Nullable Integer whole(JsonNode body, String name) {
        return body.hasNonNull(name) ? (Integer) Attributes.wholeOf(body, name, 0) : null;
    }

    private static Attributes attributes() {
        Map<String, Attributes.Type> types = new LinkedHashMap<>();
        types.put("uuid", new Attributes.Type.Anything());
        types.put("coe", new Attributes.Type.OneOf(List.of("kubernetes")));
        types.put("server_type", new Attributes.Type.OneOf(List.of("vm", "bm")));
        TEXTS.forEach(name -> types.put(name, Attributes.text()));
        FLAGS.forEach(name -> types.put(name, Attributes.flag()));
        types.put("apiserver_port", new Attributes.Type.Whole(1024, 65535));
        types.put("docker_volume_size", Attributes.whole(1));
        types.put("labels", new Attributes.Type.Labels());
        for (String fixed : List.of("links", "project_id", "user_id")) {
            types.put(fixed, new Attributes.Type.ReadOnly());
        }
        types.put("created_at", new Attributes.Type.Anything());
        types.put("updated_at", new Attributes.Type.Anything());
        return new Attributes("cluster_template", types, List.of("image_id"));
    }
}
