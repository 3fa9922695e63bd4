// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

/** What a cloud gives out by quota and a cluster takes up. */
public enum QuotaResource {
    CLUSTERS("cluster", "clusters"),
    INSTANCES("instance", "instances"),
    CORES("core", "cores"),
    RAM("MiB of RAM", "MiB of RAM"),
    VOLUMES("volume", "volumes"),
    GIGABYTES("GiB of volumes", "GiB of volumes"),
    NETWORKS("network", "networks"),
    SUBNETS("subnet", "subnets"),
    ROUTERS("router", "routers"),
    PORTS("port", "ports"),
    SECURITY_GROUPS("security group", "security groups"),
    FLOATING_IPS("floating IP", "floating IPs"),
    LOAD_BALANCERS("load balancer", "load balancers");

    private final String singular;
    private final String label;

    QuotaResource(String singular, String label) {
        this.singular = singular;
        this.label = label;
    }

    /** Its name for people, in the plural. */
    String label() {
        return label;
    }

    /** An amount of it for people. */
    public String inWords(int amount) {
        return amount + " " + (amount == 1 ? singular : label);
    }
}
