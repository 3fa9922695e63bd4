// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.simulated;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.Gateway;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Gatekeeper;
import org.rekindle.lab.cloud.services.Cinder;
import org.rekindle.lab.cloud.services.CloudInventory;
import org.rekindle.lab.cloud.services.Deletes;
import org.rekindle.lab.cloud.services.Designate;
import org.rekindle.lab.cloud.services.Glance;
import org.rekindle.lab.cloud.services.Neutron;
import org.rekindle.lab.cloud.services.Nova;
import org.rekindle.lab.cloud.services.Octavia;
import org.rekindle.lab.cloud.services.ProjectVolumes;
import org.rekindle.lab.cloud.services.Server;

/** The simulated services around a Keystone and a Magnum that are not simulated. */
public final class SurroundingServices implements AutoCloseable {

    private final Queue<Mutation> mutations = new ConcurrentLinkedQueue<>();
    private final CloudInventory inventory;
    private final Gateway gateway;

    /**
     * Starts to listen.
     *
     * @param gatekeeper knows the real Keystone's tokens
     * @param projectId the real id of a project by its name, which is null for the first one
     * @param servers the machines of a project, by its id
     */
    public SurroundingServices(
            CloudFixture world,
            Gatekeeper gatekeeper,
            Function<@Nullable String, String> projectId,
            Function<String, List<Server>> servers) {
        LabClock clock = LabClock.fasterBy(1);
        // What a cluster owns carries the name of its stack, which a real Magnum makes up.
        this.inventory = new CloudInventory(world.withoutClusters(), Map.of(), projectId);
        Routes routes = new Routes();
        serve(routes, gatekeeper, inventory, servers, clock, mutations::add);
        this.gateway = new Gateway(routes, CloudFaults.none(), clock, () -> {});
    }

    /** Serves them beside what else is served there. */
    static void serve(
            Routes routes,
            Gatekeeper gatekeeper,
            CloudInventory inventory,
            Function<String, List<Server>> servers,
            LabClock clock,
            Consumer<Mutation> recorder) {
        Deletes deletes = new Deletes(clock, recorder);
        new Glance(inventory).serve(routes, gatekeeper);
        new Nova(inventory, servers).serve(routes, gatekeeper);
        new Neutron(inventory, deletes).serve(routes, gatekeeper);
        new Cinder(inventory, clock, recorder).serve(routes, gatekeeper);
        new Octavia(inventory, deletes).serve(routes, gatekeeper);
        new Designate(inventory).serve(routes, gatekeeper);
    }

    /** The address of the server that all of them are behind, without a slash at its end. */
    public String baseUrl() {
        return gateway.baseUrl();
    }

    /** The volumes of a project, as the drivers of its clusters have them. */
    public CloudVolumes blockStorage(String projectId) {
        return new ProjectVolumes(inventory, projectId);
    }

    /** Deletes what the janitor of the Cluster API provider deletes with a cluster, which is known by the name of its stack. */
    public void sweep(String stackId) {
        inventory.sweep(stackId);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
