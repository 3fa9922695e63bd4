// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeCloud.Request;

/** A Magnum whose clusters stay as a test sets them; fields and errors are as a real Magnum 23 sends them. */
public final class FakeMagnum {

    public static final String UUID = "4256088d-2fa2-40ba-a60c-3339f6bbe81f";
    public static final String TEMPLATE = "56c91d0d-aa2f-4165-9f6d-01603ffc37e4";

    public final Map<String, ObjectNode> clusters = new ConcurrentHashMap<>();
    final Map<String, List<ObjectNode>> nodeGroups = new ConcurrentHashMap<>();
    final List<ObjectNode> templates = new CopyOnWriteArrayList<>();
    public volatile String maximum = "1.14";

    public FakeMagnum(FakeCloud cloud) {
        this(cloud, "/magnum/v1");
        cloud.lists("container-infra", "magnum", "/magnum/v1");
    }

    public FakeMagnum(FakeCloud cloud, String at) {
        cloud.route(
                "GET",
                at + "/",
                request -> new Reply(
                        200,
                        FakeCloud.JSON.createObjectNode().put("id", "v1"),
                        Map.of("OpenStack-API-Maximum-Version", "container-infrastructure-management " + maximum)));
        cloud.route("GET", at + "/clusters", request -> list("clusters", new ArrayList<>(clusters.values())));
        cloud.route("GET", at + "/clusters/([^/]+)", request -> cluster(request));
        cloud.route("GET", at + "/clusters/([^/]+)/nodegroups", request -> list("nodegroups", brief(groups(request))));
        cloud.route(
                "GET",
                at + "/clusters/([^/]+)/nodegroups/([^/]+)",
                request -> groups(request).stream()
                        .filter(group -> List.of(
                                        group.path("name").asText(),
                                        group.path("uuid").asText())
                                .contains(request.parts().get(1)))
                        .findFirst()
                        .map(group -> Reply.of(200, group))
                        .orElse(Reply.error(404, "Nodegroup " + request.parts().get(1) + " could not be found.")));
        cloud.route("GET", at + "/clustertemplates", request -> list("clustertemplates", templates));
    }

    private Reply cluster(Request request) {
        String uuid = request.parts().get(0);
        ObjectNode cluster = clusters.get(uuid);
        return cluster == null ? Reply.error(404, "Cluster " + uuid + " could not be found.") : Reply.of(200, cluster);
    }

    /** In a list the bounds are always the defaults, whatever they are. */
    private static List<ObjectNode> brief(List<ObjectNode> groups) {
        return groups.stream()
                .map(group -> group.deepCopy().put("min_node_count", 0).putNull("max_node_count"))
                .toList();
    }

    private List<ObjectNode> groups(Request request) {
        return nodeGroups.getOrDefault(request.parts().get(0), List.of());
    }

    public static Reply list(String key, List<ObjectNode> entries) {
        ObjectNode body = FakeCloud.JSON.createObjectNode();
        ArrayNode list = body.putArray(key);
        entries.forEach(list::add);
        return Reply.of(200, body);
    }

    /** A cluster as a get tells it, with its two default node groups. */
    public ObjectNode add(String uuid, String name, String status) {
        ObjectNode cluster = FakeCloud.JSON.createObjectNode();
        cluster.put("uuid", uuid).put("name", name).put("cluster_template_id", TEMPLATE);
        cluster.put("keypair", "lab-key").put("node_count", 2).put("master_count", 1);
        cluster.put("flavor_id", "m1.small").put("master_flavor_id", "m1.medium");
        cluster.put("cluster_id", name + "-wamdawzkgagx").put("status", status);
        cluster.putNull("status_reason").put("health_status", "HEALTHY");
        cluster.putObject("health_status_reason").put("cluster", "Ready").put("controlplane", "Ready");
        cluster.put("api_address", "https://203.0.113.10:6443").put("coe_version", "v1.31.9");
        cluster.putNull("fixed_network").putNull("fixed_subnet");
        cluster.put("floating_ip_enabled", true).put("master_lb_enabled", false).put("merge_labels", false);
        cluster.putObject("labels").put("capi_helm_chart_version", "0.10.1");
        cluster.putObject("labels_added");
        cluster.putObject("labels_overridden");
        cluster.putObject("labels_skipped");
        cluster.put("created_at", "2026-11-22T15:45:57+00:00").put("updated_at", "2026-11-22T15:46:22+00:00");
        clusters.put(uuid, cluster);
        nodeGroups.put(
                uuid,
                new CopyOnWriteArrayList<>(List.of(
                        nodeGroup("default-master", "master", 1, "CREATE_COMPLETE"),
                        nodeGroup("default-worker", "worker", 2, "CREATE_COMPLETE"))));
        return cluster;
    }

    public ObjectNode addNodeGroup(String uuid, String name, String status) {
        ObjectNode group = nodeGroup(name, "worker", 1, status);
        nodeGroups.get(uuid).add(group);
        return group;
    }

    private static ObjectNode nodeGroup(String name, String role, int count, String status) {
        ObjectNode group = FakeCloud.JSON.createObjectNode();
        group.put("uuid", "ng-" + name)
                .put("name", name)
                .put("flavor_id", "m1.small")
                .put("node_count", count);
        group.put("role", role).put("min_node_count", 0).putNull("max_node_count");
        group.put("is_default", name.startsWith("default-")).put("status", status);
        return group;
    }

    public ObjectNode addTemplate(String uuid, String name, String image) {
        ObjectNode template = FakeCloud.JSON.createObjectNode();
        template.put("uuid", uuid).put("name", name).put("coe", "kubernetes").put("image_id", image);
        template.put("network_driver", "calico")
                .put("public", true)
                .putObject("labels")
                .put("capi_helm_chart_version", "0.16.0");
        templates.add(template);
        return template;
    }
}
