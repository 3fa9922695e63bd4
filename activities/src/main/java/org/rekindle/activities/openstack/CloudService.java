// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openstack4j.api.types.ServiceType;
import org.openstack4j.model.identity.v3.Service;

/**
 * The services that we talk to, with the types under which catalogues list them (the OpenStack service types authority and
 * its aliases). Types in one set are names for the same thing; a set is used only when the sets before it are not listed.
 */
public enum CloudService {
    IDENTITY("Keystone", ServiceType.IDENTITY, "/v3", List.of(Set.of("identity"))),
    MAGNUM(
            "Magnum",
            ServiceType.MAGNUM,
            "/v1",
            List.of(Set.of("container-infra", "container-infrastructure-management", "container-infrastructure"))),
    COMPUTE("Nova", ServiceType.COMPUTE, "/v2.1", List.of(Set.of("compute"))),
    IMAGE("Glance", ServiceType.IMAGE, "/v2", List.of(Set.of("image"))),
    VOLUME(
            "Cinder",
            ServiceType.BLOCK_STORAGE,
            "",
            List.of(Set.of("block-storage"), Set.of("volumev3"), Set.of("block-store"), Set.of("volume"))),
    NETWORK("Neutron", ServiceType.NETWORK, "/v2.0", List.of(Set.of("network"))),
    LOAD_BALANCER("Octavia", ServiceType.OCTAVIA, "/v2", List.of(Set.of("load-balancer", "octavia"))),
    DNS("Designate", ServiceType.DNS, "/v2", List.of(Set.of("dns")));

    /** Old catalogues list Nova with the project at the end; such a URL is whole. */
    private static final Pattern VERSION_AND_PROJECT = Pattern.compile("/v2(\\.\\d+)?/[0-9a-f-]{32,36}$");

    private final String label;
    private final ServiceType type;
    private final String version;
    private final List<Set<String>> catalogueTypes;

    CloudService(String label, ServiceType type, String version, List<Set<String>> catalogueTypes) {
        this.label = label;
        this.type = type;
        this.version = version;
        this.catalogueTypes = catalogueTypes;
    }

    /** Its name for humans. */
    public String label() {
        return label;
    }

    /** What openstack4j calls it. */
    public ServiceType type() {
        return type;
    }

    /** The sets of catalogue types, the preferred first. */
    public List<Set<String>> catalogueTypes() {
        return catalogueTypes;
    }

    /** By which names a cloud's settings call it, the official one first: its types, with underscores for dashes. */
    public List<String> settingNames() {
        return switch (this) {
            case MAGNUM ->
                List.of("container_infrastructure_management", "container_infrastructure", "container_infra");
            case VOLUME -> List.of("block_storage", "volumev3", "volumev2", "volume", "block_store");
            case IDENTITY -> List.of("identity");
            case COMPUTE -> List.of("compute");
            case IMAGE -> List.of("image");
            case NETWORK -> List.of("network");
            case LOAD_BALANCER -> List.of("load_balancer");
            case DNS -> List.of("dns");
        };
    }

    /** Whether a service of the catalogue is this one, by a set of types. */
    public boolean isListedAs(Service listed, Set<String> types) {
        // Old clouds list Magnum under the type that Zun, which runs single containers, has too: there the name
        // decides.
        boolean oldMagnum = this == MAGNUM && "container".equals(listed.getType()) && "magnum".equals(listed.getName());
        return types.contains(listed.getType()) || oldMagnum;
    }

    /** The types it may be listed under, for messages. */
    public String typesInWords() {
        return catalogueTypes.stream().flatMap(types -> types.stream().sorted()).collect(Collectors.joining(", "));
    }

    /** The URL of the version that we speak; catalogues list it with and without. One that holds the project stays. */
    public String versioned(String endpoint) {
        String bare = endpoint.replaceFirst("/+$", "");
        boolean isWhole = version.isEmpty()
                || (this == COMPUTE && VERSION_AND_PROJECT.matcher(bare).find());
        if (isWhole) {
            return bare;
        }
        return bare.replaceFirst("/v\\d+(\\.\\d+)?$", "") + version;
    }
}
