// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts a {@link CloudFixture} together in code, piece by piece. */
public final class CloudFixtureBuilder {

    private final List<CloudFixture.Project> projects = new ArrayList<>();
    private final List<CloudFixture.User> users = new ArrayList<>();
    private final List<CloudFixture.Image> images = new ArrayList<>();
    private final List<CloudFixture.Flavor> flavors = new ArrayList<>();
    private final List<String> keypairs = new ArrayList<>();
    private final List<CloudFixture.Network> networks = new ArrayList<>();
    private final List<String> volumeTypes = new ArrayList<>();
    private final List<CloudFixture.Template> templates = new ArrayList<>();
    private final List<CloudFixture.Cluster> clusters = new ArrayList<>();
    private final List<CloudFixture.Volume> volumes = new ArrayList<>();
    private final List<CloudFixture.LoadBalancer> loadBalancers = new ArrayList<>();
    private final List<CloudFixture.FloatingIp> floatingIps = new ArrayList<>();
    private final List<CloudFixture.Zone> zones = new ArrayList<>();
    private CloudFixture.Site site = CloudFixture.Site.usual();
    private CloudFixture.Timings timings = CloudFixture.Timings.usual();
    private Duration tokenLifetime = Duration.ofHours(1);
    private CloudFixture.Quotas quotas = CloudFixture.Quotas.usual();

    public CloudFixtureBuilder project(CloudFixture.Project project) {
        projects.add(project);
        return this;
    }

    public CloudFixtureBuilder user(CloudFixture.User user) {
        users.add(user);
        return this;
    }

    public CloudFixtureBuilder image(CloudFixture.Image image) {
        images.add(image);
        return this;
    }

    public CloudFixtureBuilder flavor(CloudFixture.Flavor flavor) {
        flavors.add(flavor);
        return this;
    }

    public CloudFixtureBuilder keypair(String keypair) {
        keypairs.add(keypair);
        return this;
    }

    public CloudFixtureBuilder network(CloudFixture.Network network) {
        networks.add(network);
        return this;
    }

    public CloudFixtureBuilder volumeType(String volumeType) {
        volumeTypes.add(volumeType);
        return this;
    }

    public CloudFixtureBuilder template(CloudFixture.Template template) {
        templates.add(template);
        return this;
    }

    public CloudFixtureBuilder cluster(CloudFixture.Cluster cluster) {
        clusters.add(cluster);
        return this;
    }

    public CloudFixtureBuilder volume(CloudFixture.Volume volume) {
        volumes.add(volume);
        return this;
    }

    public CloudFixtureBuilder loadBalancer(CloudFixture.LoadBalancer loadBalancer) {
        loadBalancers.add(loadBalancer);
        return this;
    }

    public CloudFixtureBuilder floatingIp(CloudFixture.FloatingIp floatingIp) {
        floatingIps.add(floatingIp);
        return this;
    }

    public CloudFixtureBuilder zone(CloudFixture.Zone zone) {
        zones.add(zone);
        return this;
    }

    public CloudFixtureBuilder site(CloudFixture.Site site) {
        this.site = site;
        return this;
    }

    public CloudFixtureBuilder timings(CloudFixture.Timings timings) {
        this.timings = timings;
        return this;
    }

    public CloudFixtureBuilder tokenLifetime(Duration tokenLifetime) {
        this.tokenLifetime = tokenLifetime;
        return this;
    }

    public CloudFixtureBuilder quotas(CloudFixture.Quotas quotas) {
        this.quotas = quotas;
        return this;
    }

    public CloudFixture build() {
        return new CloudFixture(
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
