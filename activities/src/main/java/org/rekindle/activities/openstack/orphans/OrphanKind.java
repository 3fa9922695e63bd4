// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.orphans;

import java.util.Arrays;
import java.util.Optional;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.workflows.model.observation.ResourceType;

/** What can be swept, in the order of the deletes: each kind blocks those after it. */
enum OrphanKind {
    LOAD_BALANCER(ResourceType.LOAD_BALANCER, CloudService.LOAD_BALANCER, "/lbaas/loadbalancers/", "loadbalancer"),
    FLOATING_IP(ResourceType.FLOATING_IP, CloudService.NETWORK, "/floatingips/", "floatingip"),
    PORT(ResourceType.PORT, CloudService.NETWORK, "/ports/", "port"),
    ROUTER(ResourceType.ROUTER, CloudService.NETWORK, "/routers/", "router"),
    /** Its subnets go with it. */
    NETWORK(ResourceType.NETWORK, CloudService.NETWORK, "/networks/", "network"),
    SECURITY_GROUP(ResourceType.SECURITY_GROUP, CloudService.NETWORK, "/security-groups/", "security_group"),
    APPLICATION_CREDENTIAL(
            ResourceType.APPLICATION_CREDENTIAL,
            CloudService.IDENTITY,
            "/application_credentials/",
            "application_credential"),
    SNAPSHOT(ResourceType.SNAPSHOT, CloudService.VOLUME, "/snapshots/", "snapshot"),
    VOLUME(ResourceType.VOLUME, CloudService.VOLUME, "/volumes/", "volume");

    private final ResourceType type;
    private final CloudService service;
    private final String path;
    private final String key;

    OrphanKind(ResourceType type, CloudService service, String path, String key) {
        this.type = type;
        this.service = service;
        this.path = path;
        this.key = key;
    }

    static Optional<OrphanKind> of(ResourceType type) {
        return Arrays.stream(values()).filter(kind -> kind.type == type).findFirst();
    }

    CloudService service() {
        return service;
    }

    /** The key of one thing in an answer's body. */
    String key() {
        return key;
    }

    /** @param user whose application credentials are meant */
    String path(String id, String user) {
        return (this == APPLICATION_CREDENTIAL ? "/users/" + user : "") + path + id;
    }

    boolean holdsData() {
        return this == SNAPSHOT || this == VOLUME;
    }
}
