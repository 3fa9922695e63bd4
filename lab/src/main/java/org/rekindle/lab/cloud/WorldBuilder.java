// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts a {@link World} together in code, piece by piece. */
public final class WorldBuilder {

    private final List<World.Project> projects = new ArrayList<>();
    private final List<World.User> users = new ArrayList<>();
    private final List<World.Image> images = new ArrayList<>();
    private final List<World.Flavor> flavors = new ArrayList<>();
    private final List<String> keypairs = new ArrayList<>();
    private final List<World.Network> networks = new ArrayList<>();
    private final List<String> volumeTypes = new ArrayList<>();
    private final List<World.Template> templates = new ArrayList<>();
    private final List<World.Cluster> clusters = new ArrayList<>();
    private final List<World.Volume> volumes = new ArrayList<>();
    private final List<World.LoadBalancer> loadBalancers = new ArrayList<>();
    private final List<World.FloatingIp> floatingIps = new ArrayList<>();
    private final List<World.Zone> zones = new ArrayList<>();
    private World.Site site = World.Site.usual();
    private World.Timings timings = World.Timings.usual();
    private Duration tokenLifetime = Duration.ofHours(1);
    private World.Quotas quotas = World.Quotas.usual();

    public WorldBuilder project(World.Project project) {
        projects.add(project);
        return this;
    }

    public WorldBuilder user(World.User user) {
        users.add(user);
        return this;
    }

    public WorldBuilder image(World.Image image) {
        images.add(image);
        return this;
    }

    public WorldBuilder flavor(World.Flavor flavor) {
        flavors.add(flavor);
        return this;
    }

    public WorldBuilder keypair(String keypair) {
        keypairs.add(keypair);
        return this;
    }

    public WorldBuilder network(World.Network network) {
        networks.add(network);
        return this;
    }

    public WorldBuilder volumeType(String volumeType) {
        volumeTypes.add(volumeType);
        return this;
    }

    public WorldBuilder template(World.Template template) {
        templates.add(template);
        return this;
    }

    public WorldBuilder cluster(World.Cluster cluster) {
        clusters.add(cluster);
        return this;
    }

    public WorldBuilder volume(World.Volume volume) {
        volumes.add(volume);
        return this;
    }

    public WorldBuilder loadBalancer(World.LoadBalancer loadBalancer) {
        loadBalancers.add(loadBalancer);
        return this;
    }

    public WorldBuilder floatingIp(World.FloatingIp floatingIp) {
        floatingIps.add(floatingIp);
        return this;
    }

    public WorldBuilder zone(World.Zone zone) {
        zones.add(zone);
        return this;
    }

    public WorldBuilder site(World.Site site) {
        this.site = site;
        return this;
    }

    public WorldBuilder timings(World.Timings timings) {
        this.timings = timings;
        return this;
    }

    public WorldBuilder tokenLifetime(Duration tokenLifetime) {
        this.tokenLifetime = tokenLifetime;
        return this;
    }

    public WorldBuilder quotas(World.Quotas quotas) {
        this.quotas = quotas;
        return this;
    }

    public World build() {
        return new World(
                projects,
                users,
                images,
                flavors,
                keypairs,
                networks,
                volumeTypes,
                templates,
                clusters,
                volumes,
                loadBalancers,
                floatingIps,
                zones,
                site,
                timings,
                tokenLifetime,
                quotas);
    }
}
