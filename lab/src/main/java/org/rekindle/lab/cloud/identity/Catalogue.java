// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.rekindle.lab.cloud.http.JsonFields;

/** Where the services are, as a token says. */
public final class Catalogue {

    /** The one region that the lab has. */
    public static final String REGION = "RegionOne";

    /**
     * A service as the catalogue names it.
     *
     * @param path of its endpoint, behind the address of the server; {@code %s} stands for the project's id
     */
    public record Service(String type, String name, String path) {}

    private static final List<Service> SERVICES = List.of(
            new Service("identity", "keystone", "/identity"),
            new Service("container-infra", "magnum", "/container-infra/v1"),
            new Service("compute", "nova", "/compute/v2.1"),
            new Service("image", "glance", "/image"),
            new Service("network", "neutron", "/network"),
            new Service("volumev3", "cinderv3", "/volume/v3/%s"),
            new Service("load-balancer", "octavia", "/load-balancer"),
            new Service("dns", "designate", "/dns"));

    private Catalogue() {}

    /** All services of the simulated cloud. */
    public static List<Service> services() {
        return SERVICES;
    }

    static List<JsonFields> of(String baseUrl, String projectId) {
        return SERVICES.stream()
                .map(service -> new JsonFields()
                        .with("endpoints", endpoints(service, baseUrl, projectId))
                        .with("id", id(service.type()))
                        .with("type", service.type())
                        .with("name", service.name()))
                .toList();
    }

    private static List<JsonFields> endpoints(Service service, String baseUrl, String projectId) {
        return List.of("public", "internal", "admin").stream()
                .map(face -> new JsonFields()
                        .with("id", id(service.type() + face))
                        .with("interface", face)
                        .with("region_id", REGION)
                        .with("url", baseUrl + service.path().formatted(projectId))
                        .with("region", REGION))
                .toList();
    }

    private static String id(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
