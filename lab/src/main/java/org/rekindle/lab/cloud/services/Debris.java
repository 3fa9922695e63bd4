// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leaves things behind in the cloud's first project, as an unfinished clean-up does, and shows what is there. */
public final class Debris {

    private final CloudInventory inventory;
    private final String projectId;

    public Debris(CloudInventory inventory, String projectId) {
        this.inventory = inventory;
        this.projectId = projectId;
    }

    /** Leaves a network, router, port, security group or snapshot with these fields; its id. */
    public String leave(Stray.Kind kind, Map<String, Object> fields) {
        String id = UUID.randomUUID().toString();
        inventory.add(new Stray(kind, id, projectId, fields));
        return id;
    }

    /** Leaves a load balancer; its id. */
    public String leaveLoadBalancer(String name) {
        String id = UUID.randomUUID().toString();
        inventory.add(new CloudInventory.LoadBalancer(id, name, "10.0.0.101", projectId));
        return id;
    }

    /** The port at which a load balancer takes what comes in. */
    public String portOf(String balancerId) {
        return CloudInventory.vipPort(balancerId);
    }

    /** Leaves a floating IP; its id. */
    public String leaveFloatingIp(String address, String description, @Nullable String port) {
        String id = UUID.randomUUID().toString();
        inventory.add(new CloudInventory.FloatingIp(id, address, description, projectId, port));
        return id;
    }

    /** Binds a floating IP to another port, as users do who want to keep the address. */
    public void bind(String floatingIp, String port) {
        inventory.bind(floatingIp, port);
    }

    /** Leaves a volume; its id. */
    public String leaveVolume(String name, Map<String, String> metadata, boolean attached) {
        String id = UUID.randomUUID().toString();
        inventory.add(new CloudInventory.Volume(id, name, 1, projectId, metadata, attached));
        return id;
    }

    /** The ids of all networks, routers, ports, security groups and snapshots that were left and are still there. */
    public List<String> strays() {
        return inventory.strays().stream().map(Stray::id).toList();
    }

    /** The addresses of all floating IPs. */
    public List<String> floatingIps() {
        return inventory.floatingIps().stream()
                .map(CloudInventory.FloatingIp::address)
                .toList();
    }
}
