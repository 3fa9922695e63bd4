// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonValue;

/** A kind of thing in a cloud that can belong to a cluster. In JSON and to people it is its label. */
public enum ResourceType {
    LOAD_BALANCER("load balancer"),
    FLOATING_IP("floating ip"),
    PORT("port"),
    ROUTER("router"),
    NETWORK("network"),
    SECURITY_GROUP("security group"),
    MACHINE("machine"),
    DNS_RECORD("dns record"),
    APPLICATION_CREDENTIAL("application credential"),
    SNAPSHOT("snapshot"),
    VOLUME("volume"),
    /** Stands for what a service that could not be asked may hold. */
    NOT_LOOKED("not looked at");

    private final String label;

    ResourceType(String label) {
        this.label = label;
    }

    /** Its name for people, such as {@code floating ip}. */
    @JsonValue
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
