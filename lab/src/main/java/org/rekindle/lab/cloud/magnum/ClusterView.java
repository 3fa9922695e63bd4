// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.cloud.http.JsonFields;

/** A cluster as the API shows it. */
final class ClusterView {

    private ClusterView() {}

    static JsonFields brief(Cluster cluster, Request request, Instant now) {
        return common(cluster, request)
                .with("status", cluster.status)
                .with("health_status", ClusterHealth.of(cluster, now).status())
                .with("merge_labels", false);
    }

    static JsonFields full(Cluster cluster, Request request, Instant now) {
        ClusterHealth health = ClusterHealth.of(cluster, now);
        JsonFields view = common(cluster, request)
                .with("status", cluster.status)
                .with("status_reason", cluster.statusReason)
                .with("health_status", health.status())
                .with("health_status_reason", health.reason())
                .with("discovery_url", null)
                .with("api_address", cluster.apiAddress)
                .with("coe_version", cluster.coeVersion)
                .with("container_version", null)
                .with("project_id", cluster.projectId)
                .with("user_id", cluster.userId)
                .with("node_addresses", List.of())
                .with("master_addresses", List.of());
        return view.with("fixed_network", cluster.fixedNetwork)
                .with("fixed_subnet", cluster.fixedSubnet)
                .with("floating_ip_enabled", cluster.floatingIpEnabled)
                .with("merge_labels", false)
                .with("labels_overridden", overridden(cluster.template.labels(), cluster.labels))
                .with("labels_added", missing(cluster.labels, cluster.template.labels()))
                .with("labels_skipped", missing(cluster.template.labels(), cluster.labels))
                .with("master_lb_enabled", cluster.masterLbEnabled)
                .with("created_at", MagnumTimes.stored(cluster.createdAt))
                .with("updated_at", MagnumTimes.stored(cluster.updatedAt));
    }

    /** The full view with the reasons of failed node groups, which only a single failed cluster shows. */
    static JsonFields withFaults(Cluster cluster, Request request, Instant now) {
        JsonFields view = full(cluster, request, now);
        if (!cluster.status.failed()) {
            return view;
        }
        JsonFields faults = new JsonFields();
        for (NodeGroup group : cluster.nodeGroups) {
            if (group.status.failed()) {
                faults.with(group.name, group.statusReason);
            }
        }
        return view.with("faults", faults);
    }

    /** What the child overrides, with the value of the parent. */
    static Map<String, String> overridden(Map<String, String> parent, Map<String, String> child) {
        Map<String, String> labels = new LinkedHashMap<>();
        child.forEach((key, value) -> {
            String other = parent.get(key);
            if (other != null && !other.equals(value)) {
                labels.put(key, other);
            }
        });
        return labels;
    }

    /** What the first has and the second has not. */
    static Map<String, String> missing(Map<String, String> from, Map<String, String> in) {
        Map<String, String> labels = new LinkedHashMap<>(from);
        labels.keySet().removeAll(in.keySet());
        return labels;
    }

    private static JsonFields common(Cluster cluster, Request request) {
        return new JsonFields()
                .with("uuid", cluster.uuid)
                .with("name", cluster.name)
                .with("cluster_template_id", cluster.template.uuid())
                .with("keypair", cluster.keypair)
                .with("node_count", cluster.nodeCount())
                .with("master_count", cluster.master().nodeCount)
                .with("docker_volume_size", cluster.dockerVolumeSize)
                .with("labels", new LinkedHashMap<>(cluster.labels))
                .with("master_flavor_id", cluster.masterFlavorId)
                .with("flavor_id", cluster.flavorId)
                .with("create_timeout", cluster.createTimeout)
                .with("links", Links.of(request.url(), "clusters/" + cluster.uuid))
                .with(request.version().minor() >= 13 ? "cluster_id" : "stack_id", cluster.stackId);
    }
}
