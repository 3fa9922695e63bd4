// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.cloud.http.JsonFields;

/** A node group as the API shows it. */
final class NodeGroupView {

    private NodeGroupView() {}

    /** In a list: the bounds are always the defaults there. */
    static JsonFields brief(NodeGroup group) {
        return new JsonFields()
                .with("uuid", group.uuid)
                .with("name", group.name)
                .with("flavor_id", group.flavorId)
                .with("image_id", group.imageId)
                .with("node_count", group.nodeCount)
                .with("role", group.role)
                .with("min_node_count", 0)
                .with("max_node_count", null)
                .with("is_default", group.isDefault)
                .with("stack_id", group.stackId)
                .with("status", group.status)
                .with("merge_labels", false);
    }

    /** As it is answered to its creation, when the conductor has not seen it. */
    static JsonFields fresh(Cluster cluster, NodeGroup group, Request request) {
        return labelsDiff(
                new JsonFields()
                        .with("uuid", group.uuid)
                        .with("name", group.name)
                        .with("cluster_id", cluster.uuid)
                        .with("project_id", cluster.projectId)
                        .with("labels", new LinkedHashMap<>(group.labels))
                        .with("links", links(cluster, group, request))
                        .with("flavor_id", group.flavorId)
                        .with("image_id", group.imageId)
                        .with("node_count", group.nodeCount)
                        .with("role", group.role)
                        .with("min_node_count", group.min)
                        .with("max_node_count", group.max)
                        .with("merge_labels", false),
                cluster.labels,
                group.labels);
    }

    static JsonFields full(Cluster cluster, NodeGroup group, Request request) {
        JsonFields view = new JsonFields()
                .with("id", group.id)
                .with("uuid", group.uuid)
                .with("name", group.name)
                .with("cluster_id", cluster.uuid)
                .with("project_id", cluster.projectId)
                .with("docker_volume_size", null)
                .with("labels", new LinkedHashMap<>(group.labels))
                .with("links", links(cluster, group, request))
                .with("flavor_id", group.flavorId)
                .with("image_id", group.imageId)
                .with("node_addresses", List.of())
                .with("node_count", group.nodeCount)
                .with("role", group.role)
                .with("min_node_count", group.min)
                .with("max_node_count", group.max)
                .with("is_default", group.isDefault)
                .with("stack_id", group.stackId)
                .with("status", group.status)
                .with("status_reason", group.statusReason)
                .with("version", null)
                .with("merge_labels", false);
        labelsDiff(view, cluster.labels, group.labels);
        return view.with("node_labels", Map.of())
                .with("node_taints", List.of())
                .with("created_at", MagnumTimes.stored(group.createdAt))
                .with("updated_at", MagnumTimes.stored(group.updatedAt));
    }

    private static JsonFields labelsDiff(JsonFields view, Map<String, String> parent, Map<String, String> child) {
        return view.with("labels_overridden", ClusterView.overridden(parent, child))
                .with("labels_added", ClusterView.missing(child, parent))
                .with("labels_skipped", ClusterView.missing(parent, child));
    }

    private static List<JsonFields> links(Cluster cluster, NodeGroup group, Request request) {
        return Links.of(request.url(), "clusters/" + cluster.uuid + "/nodegroups/" + group.uuid);
    }
}
