// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.identity.Caller;

/** The body of a request for a cluster, checked in the order in which Magnum does. */
final class ClusterRequest {

    /** The label that a run of Rekindle gives to the clusters that it asks for. */
    private static final String RUN_MARK = "rekindle_run";

    private static final Attributes ATTRIBUTES = attributes();

    private final Books books;
    private final Lookups lookups;

    ClusterRequest(Books books, Lookups lookups) {
        this.books = books;
        this.lookups = lookups;
    }

    /** What was asked for. */
    record Wanted(Cluster cluster, int masters, int workers) {}

    Wanted read(Request request, Instant now) {
        JsonNode body = ATTRIBUTES.read(request.call().body());
        request.about(Attributes.textOf(body, "name"));
        Caller caller = request.caller();
        StoredTemplate template = template(body, request);
        int masters = Attributes.wholeOf(body, "master_count", 1);
        int workers = Attributes.wholeOf(body, "node_count", 1);
        GroupSizeRules.checkMasters(masters);
        if (workers == 0 && request.version().minor() < 10) {
            throw GroupSizeRules.zeroNotSupported();
        }
        request.requireMember("cluster:create");
        checkQuota(caller);
        Map<String, String> labels = labels(body, template);
        String flavor = Objects.requireNonNullElse(own(body, "flavor_id", template), "");
        String masterFlavor = Objects.requireNonNullElse(own(body, "master_flavor_id", template), flavor);
        lookups.rootVolume(flavor, labels);
        lookups.rootVolume(masterFlavor, labels);
        lookups.image(template.imageId());
        lookups.flavor(flavor);
        lookups.flavor(masterFlavor);
        lookups.externalNetwork(template.text("external_network_id"));
        Cluster cluster = new Cluster(
                UUID.randomUUID().toString(),
                Objects.requireNonNullElseGet(Attributes.textOf(body, "name"), () -> RandomNames.random("cluster")),
                caller.projectId(),
                caller.userId(),
                template,
                flavor,
                masterFlavor,
                now);
        cluster.labels.putAll(labels);
        cluster.fixedNetwork = own(body, "fixed_network", template);
        cluster.fixedSubnet = own(body, "fixed_subnet", template);
        lookups.fixedNetwork(cluster.fixedNetwork);
        lookups.fixedSubnet(cluster.fixedSubnet);
        cluster.keypair = Objects.requireNonNullElse(
                Attributes.textOf(body, "keypair"), Objects.requireNonNullElse(template.text("keypair_id"), ""));
        cluster.keypair = cluster.keypair.isEmpty() ? null : cluster.keypair;
        lookups.keypair(cluster.keypair);
        cluster.floatingIpEnabled =
                Attributes.flagOf(body, "floating_ip_enabled", template.flag("floating_ip_enabled"));
        cluster.masterLbEnabled = Attributes.flagOf(body, "master_lb_enabled", template.flag("master_lb_enabled"));
        cluster.createTimeout = Attributes.wholeOf(body, "create_timeout", 60);
        cluster.dockerVolumeSize =
                body.hasNonNull("docker_volume_size") ? Attributes.wholeOf(body, "docker_volume_size", 1) : null;
        if (masters > 1 && !cluster.masterLbEnabled) {
            throw MagnumError.badRequest("master_count must be 1 when master_lb_enabled is False");
        }
        request.about(cluster);
        request.marked(Attributes.labels(body.path("labels")).get(RUN_MARK));
        return new Wanted(cluster, masters, workers);
    }

    private StoredTemplate template(JsonNode body, Request request) {
        try {
            return books.template(
                    Objects.requireNonNull(Attributes.textOf(body, "cluster_template_id")), request.caller());
        } catch (MagnumError error) {
            // Before 1.10 a template that is not found is the fault of the request.
            if (error.status() == 404 && request.version().minor() < 10) {
                throw MagnumError.badRequest(error.detail());
            }
            throw error;
        }
    }

    private void checkQuota(Caller caller) {
        Quota quota = books.quotas.get(caller.projectId());
        int limit = quota == null ? Quota.DEFAULT_LIMIT : quota.hardLimit();
        long used = books.clusters.stream()
                .filter(cluster -> cluster.projectId.equals(caller.projectId()))
                .count();
        if (used >= limit) {
            throw MagnumError.of(
                    403,
                    "Resource limit exceeded: You have reached the maximum clusters per project, " + limit
                            + ". You may delete a cluster to make room for a new one.");
        }
    }

    /** Labels of one's own replace the template's, unless they are to be merged. */
    private static Map<String, String> labels(JsonNode body, StoredTemplate template) {
        JsonNode own = body.path("labels");
        if (own.isEmpty()) {
            return template.labels();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        if (Attributes.flagOf(body, "merge_labels", false)) {
            labels.putAll(template.labels());
        }
        labels.putAll(Attributes.labels(own));
        return labels;
    }

    private static @Nullable String own(JsonNode body, String name, StoredTemplate template) {
        String own = Attributes.textOf(body, name);
        return own != null ? own : template.text(name);
    }

    private static Attributes attributes() {
        Map<String, Attributes.Type> types = new LinkedHashMap<>();
        types.put("uuid", new Attributes.Type.Anything());
        types.put("name", new Attributes.Type.Text(242, "^[a-zA-Z][a-zA-Z0-9_.-]*$"));
        for (String text : List.of(
                "cluster_template_id", "keypair", "master_flavor_id", "flavor_id", "fixed_network", "fixed_subnet")) {
            types.put(text, Attributes.text());
        }
        types.put("node_count", Attributes.whole(0));
        types.put("master_count", Attributes.whole(1));
        types.put("docker_volume_size", Attributes.whole(1));
        types.put("labels", new Attributes.Type.Labels());
        types.put("create_timeout", Attributes.whole(0));
        for (String flag : List.of("floating_ip_enabled", "merge_labels", "master_lb_enabled")) {
            types.put(flag, Attributes.flag());
        }
        for (String fixed : List.of(
                "links",
                "stack_id",
                "cluster_id",
                "api_address",
                "coe_version",
                "container_version",
                "project_id",
                "user_id",
                "node_addresses",
                "master_addresses")) {
            types.put(fixed, new Attributes.Type.ReadOnly());
        }
        for (String ignored : List.of(
                "status",
                "status_reason",
                "health_status",
                "health_status_reason",
                "discovery_url",
                "faults",
                "labels_overridden",
                "labels_added",
                "labels_skipped",
                "created_at",
                "updated_at")) {
            types.put(ignored, new Attributes.Type.Anything());
        }
        return new Attributes("cluster", types, List.of("cluster_template_id"));
    }
}
