// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.Arrays;
import java.util.Optional;

/** What can be swept, in the order in which OpenStack lets it go: each stands in the way of those after it. */
enum SweepKind {
    LOAD_BALANCER("load balancer", CloudService.LOAD_BALANCER, "/lbaas/loadbalancers/", "loadbalancer"),
    FLOATING_IP("floating ip", CloudService.NETWORK, "/floatingips/", "floatingip"),
    PORT("port", CloudService.NETWORK, "/ports/", "port"),
    ROUTER("router", CloudService.NETWORK, "/routers/", "router"),
    /** Its subnets go with it. */
    NETWORK("network", CloudService.NETWORK, "/networks/", "network"),
    SECURITY_GROUP("security group", CloudService.NETWORK, "/security-groups/", "security_group"),
    APPLICATION_CREDENTIAL(
            "application credential", CloudService.IDENTITY, "/application_credentials/", "application_credential"),
    SNAPSHOT("snapshot", CloudService.VOLUME, "/snapshots/", "snapshot"),
    VOLUME("volume", CloudService.VOLUME, "/volumes/", "volume");

    private final String type;
    private final CloudService service;
    private final String path;
    private final String key;

    SweepKind(String type, CloudService service, String path, String key) {
        this.type = type;
        this.service = service;
        this.path = path;
        this.key = key;
    }

    static Optional<SweepKind> of(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
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
