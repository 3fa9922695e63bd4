// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.identity.Accounts;
import org.rekindle.lab.cloud.services.CloudInventory;

/** Writes the templates and clusters of a world into the books and boots the clusters. */
final class Seeds {

    private final Conductor conductor;
    private final Accounts accounts;

    Seeds(Conductor conductor, Accounts accounts) {
        this.conductor = conductor;
        this.accounts = accounts;
    }

    void plantTemplates(List<CloudFixture.Template> templates) {
        synchronized (conductor.books) {
            for (CloudFixture.Template template : templates) {
                conductor.books.templates.add(template(template));
            }
        }
    }

    /** Completes when the machines of all these clusters are ready. */
    CompletableFuture<Void> plantClusters(List<CloudFixture.Cluster> clusters, Map<String, String> stackIds) {
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        for (CloudFixture.Cluster cluster : clusters) {
            ready.add(plant(cluster, Objects.requireNonNull(stackIds.get(cluster.name()))));
        }
        return CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new));
    }

    private StoredTemplate template(CloudFixture.Template given) {
        CloudInventory.Image image = conductor
                .inventory
                .image(given.image())
                .orElseThrow(() -> new IllegalArgumentException("The template " + given.name() + " has the image "
                        + given.image() + ", which the world does not list."));
        JsonFields body = new JsonFields()
                .with("name", given.name())
                .with("image_id", image.id())
                .with("flavor_id", given.flavor())
                .with("master_flavor_id", Objects.requireNonNullElse(given.masterFlavor(), given.flavor()))
                .with("keypair_id", given.keypair())
                .with("external_network_id", given.externalNetwork())
                .with("fixed_network", given.fixedNetwork())
                .with("public", given.isPublic())
                .with("master_lb_enabled", given.masterLoadBalancer());
        String project = accounts.projectId(given.project());
        JsonFields fields = TemplateRequest.fields(
                        JsonFields.tree(body),
                        given.labels(),
                        given.networkDriver(),
                        Objects.requireNonNullElse(image.osDistro(), "ubuntu"))
                .with("project_id", project)
                .with("user_id", accounts.userId(null));
        return new StoredTemplate(
                idOr(given.uuid()),
                project,
                fields,
                given.labels(),
                given.isPublic(),
                false,
                conductor.clock.now(),
                null);
    }

    private CompletableFuture<Void> plant(CloudFixture.Cluster given, String stackId) {
        Instant bornAt = conductor.clock.now().minus(given.age());
        StoredTemplate template = templateOf(given);
        CloudInventory.Image image =
                conductor.inventory.image(template.imageId()).orElseThrow();
        ClusterMachines.CertificateAuthority authority = conductor.authorities.make(given.name(), bornAt);
        Cluster cluster = new Cluster(
                idOr(given.uuid()),
                given.name(),
                accounts.projectId(given.project()),
                accounts.userId(given.user()),
                template,
                String.valueOf(template.text("flavor_id")),
                String.valueOf(template.text("master_flavor_id")),
                bornAt);
        synchronized (conductor.books) {
            cluster.labels.putAll(template.labels());
            cluster.labels.putAll(given.labels());
            cluster.authorities.put(AuthorityType.KUBERNETES, authority);
            cluster.keypair = given.keypair();
            cluster.fixedNetwork = given.fixedNetwork();
            cluster.floatingIpEnabled = template.flag("floating_ip_enabled");
            cluster.masterLbEnabled = template.flag("master_lb_enabled");
            cluster.stackId = stackId;
            cluster.coeVersion = "v" + String.valueOf(image.kubeVersion()).replaceFirst("^v", "");
            cluster.chartVersion = Rollout.chartVersion(template, conductor.site);
            cluster.imageId = image.id();
            cluster.status = SimulatedStatus.CREATE_COMPLETE;
            cluster.firstPolledAt = bornAt;
            Creation.addDefaultGroups(conductor.books, cluster, given.masterCount(), given.nodeCount());
            given.nodeGroups().forEach(group -> cluster.nodeGroups.add(group(cluster, group)));
            for (NodeGroup group : cluster.nodeGroups) {
                group.status = SimulatedStatus.CREATE_COMPLETE;
                group.stackId = group.isDefault ? stackId : null;
            }
            conductor.books.clusters.add(cluster);
        }
        ClusterMachines.Booting booting = Creation.boot(conductor, cluster);
        synchronized (conductor.books) {
            cluster.apiAddress = booting.apiAddress();
        }
        return booting.ready();
    }

    private NodeGroup group(Cluster cluster, CloudFixture.NodeGroup given) {
        NodeGroup group = new NodeGroup(
                conductor.books.nodeGroupIds.incrementAndGet(),
                UUID.randomUUID().toString(),
                given.name(),
                "worker",
                false,
                given.flavor(),
                cluster.template.imageId(),
                cluster.labels,
                given.count(),
                cluster.createdAt);
        group.min = given.min();
        group.max = given.max();
        return group;
    }

    private StoredTemplate templateOf(CloudFixture.Cluster given) {
        synchronized (conductor.books) {
            return conductor.books.templates.stream()
                    .filter(template -> template.name().equals(given.template())
                            || template.uuid().equals(given.template()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The cluster " + given.name() + " has the template "
                            + given.template() + ", which the world does not list."));
        }
    }

    /** A release name for each cluster of a world. */
    static Map<String, String> stackIds(CloudFixture world) {
        return world.clusters().stream()
                .collect(Collectors.toMap(
                        CloudFixture.Cluster::name,
                        cluster -> Books.stackId(cluster.name()),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static String idOr(@Nullable String given) {
        return given == null ? UUID.randomUUID().toString() : given;
    }
}
