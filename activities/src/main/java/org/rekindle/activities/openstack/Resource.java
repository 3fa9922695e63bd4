// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

/** What a cloud gives out by quota and a cluster takes up. */
enum Resource {
    CLUSTERS("clusters"),
    INSTANCES("instances"),
    CORES("cores"),
    RAM("MiB of RAM"),
    VOLUMES("volumes"),
    GIGABYTES("GiB of volumes"),
    NETWORKS("networks"),
    SUBNETS("subnets"),
    ROUTERS("routers"),
    PORTS("ports"),
    SECURITY_GROUPS("security groups"),
    FLOATING_IPS("floating IPs"),
    LOAD_BALANCERS("load balancers");

    private final String label;

    Resource(String label) {
        this.label = label;
    }

    /** Its name for people, after a number. */
    String label() {
        return label;
    }
}
