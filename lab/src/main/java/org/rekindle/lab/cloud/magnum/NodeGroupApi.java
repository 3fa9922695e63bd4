// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** {@code /v1/clusters/…/nodegroups}, from 1.9 on. */
final class NodeGroupApi {

    private static final int SINCE = 9;
    private static final Set<String> SORTABLE = Set.of("uuid", "name", "role", "node_count", "status", "flavor_id");
    private static final Set<String> INTERNAL = Set.of(
            "/name",
            "/cluster_id",
            "/docker_volume_size",
            "/labels",
            "/flavor_id",
            "/image_id",
            "/node_addresses",
            "/node_count",
            "/role",
            "/is_default",
            "/stack_id",
            "/status",
            "/status_reason",
            "/version");
    private static final Attributes ATTRIBUTES = attributes();

    private final Conductor conductor;
    private final Books books;
    private final Lookups lookups;
    private final NodeGroupChange changes;

    NodeGroupApi(Conductor conductor, Lookups lookups) {
        this.conductor = conductor;
        this.books = conductor.books;
        this.lookups = lookups;
        this.changes = new NodeGroupChange(conductor);
    }

    void serve(Endpoints endpoints) {
        String all = "/v1/clusters/{cluster}/nodegroups";
        String one = all + "/{group}";
        Mutation.Kind kind = Mutation.Kind.NODE_GROUP_CHANGE;
        endpoints
                .get(all, "magnum.nodegroup.list", SINCE, "get_one", this::list)
                .get(one, "magnum.nodegroup.show", SINCE, "get_one", this::show)
                .change(HandlerType.POST, all, "magnum.nodegroup.create", SINCE, "post", kind, this::create)
                .change(HandlerType.PATCH, one, "magnum.nodegroup.update", SINCE, "patch", kind, this::update)
                .change(HandlerType.DELETE, one, "magnum.nodegroup.delete", SINCE, "delete", kind, this::delete);
    }

    private Cluster cluster(Request request) {
        return books.cluster(request.call().segment("cluster"), request.caller());
    }

    private Reply list(Request request) {
        Cluster cluster = cluster(request);
        String role = request.call().query("role");
        List<NodeGroup> groups = cluster.nodeGroups.stream()
                .filter(group -> role == null || group.role.equals(role))
                .toList();
        return Reply.ok(Paging.page(
                request,
                "nodegroups",
                "clusters/" + cluster.uuid + "/nodegroups",
                "Nodegroup",
                groups,
                SORTABLE,
                NodeGroupView::brief));
    }

    private Reply show(Request request) {
        Cluster cluster = cluster(request);
        NodeGroup group = books.nodeGroup(cluster, request.call().segment("group"));
        return Reply.ok(NodeGroupView.full(cluster, group, request));
    }

    private Reply create(Request request) {
        JsonNode body = ATTRIBUTES.read(request.call().body());
        request.requireMember("nodegroup:create");
        Cluster cluster = request.about(cluster(request));
        if (cluster.apiAddress == null) {
            throw MagnumError.conflict("Cluster API address is not available yet");
        }
        String name =
                Objects.requireNonNullElseGet(Attributes.textOf(body, "name"), () -> RandomNames.random("nodegroup"));
        if (cluster.nodeGroups.stream().anyMatch(group -> group.name.equals(name))) {
            throw MagnumError.conflict(
                    "A node group with name " + name + " already exists in the cluster " + cluster.name + ".");
        }
        int count = Attributes.wholeOf(body, "node_count", 1);
        int min = Attributes.wholeOf(body, "min_node_count", 0);
        Integer max = max(body);
        GroupSizeRules.checkBounds(name, count, min, max);
        String role = Objects.requireNonNullElse(Attributes.textOf(body, "role"), "worker");
        if (role.equals("master")) {
            throw MagnumError.badRequest("Creating master nodegroups is currently not supported.");
        }
        String flavor = Objects.requireNonNullElse(Attributes.textOf(body, "flavor_id"), cluster.flavorId);
        lookups.rootVolume(flavor, cluster.labels);
        NodeGroup group = new NodeGroup(
                books.nodeGroupIds.incrementAndGet(),
                UUID.randomUUID().toString(),
                name,
                role,
                false,
                flavor,
                Objects.requireNonNullElse(Attributes.textOf(body, "image_id"), cluster.template.imageId()),
                labels(body, cluster),
                count,
                conductor.clock.now());
        group.min = min;
        group.max = max;
        changes.create(cluster, group);
        request.makes(group);
        return Reply.of(202, NodeGroupView.fresh(cluster, group, request));
    }

    private Reply update(Request request) {
        Patch patch = Patch.read(request.call().body(), INTERNAL);
        request.requireMember("nodegroup:update");
        Cluster cluster = request.about(cluster(request));
        NodeGroup group = books.nodeGroup(cluster, request.call().segment("group"));
        JsonFields before = NodeGroupView.full(cluster, group, request);
        ObjectNode document = (ObjectNode) JsonFields.tree(before);
        patch.apply(document);
        int min = Attributes.wholeOf(document, "min_node_count", 0);
        Integer max = max(document);
        GroupSizeRules.checkBounds(group.name, group.nodeCount, min, max);
        changes.update(cluster, group, min, max);
        return Reply.of(202, before.with("min_node_count", min).with("max_node_count", max));
    }

    private Reply delete(Request request) {
        request.requireMember("nodegroup:delete");
        Cluster cluster = request.about(cluster(request));
        NodeGroup group = books.nodeGroup(cluster, request.call().segment("group"));
        if (group.isDefault) {
            throw MagnumError.badRequest("Deleting a default nodegroup is not supported.");
        }
        changes.delete(cluster, group);
        return Reply.noContent();
    }

    private static @Nullable Integer max(JsonNode body) {
        return body.hasNonNull("max_node_count") ? (Integer) Attributes.wholeOf(body, "max_node_count", 0) : null;
    }

    private static Map<String, String> labels(JsonNode body, Cluster cluster) {
        JsonNode own = body.path("labels");
        Map<String, String> labels = new LinkedHashMap<>();
        if (own.isEmpty() || Attributes.flagOf(body, "merge_labels", false)) {
            labels.putAll(cluster.labels);
        }
        labels.putAll(Attributes.labels(own));
        return labels;
    }

    private static Attributes attributes() {
        Map<String, Attributes.Type> types = new LinkedHashMap<>();
        for (String text : List.of("name", "flavor_id", "image_id", "role")) {
            types.put(text, Attributes.text());
        }
        for (String whole : List.of("node_count", "min_node_count", "max_node_count")) {
            types.put(whole, Attributes.whole(0));
        }
        types.put("docker_volume_size", Attributes.whole(1));
        types.put("labels", new Attributes.Type.Labels());
        types.put("merge_labels", Attributes.flag());
        for (String other : List.of("node_labels", "node_taints", "id", "uuid", "cluster_id", "version")) {
            types.put(other, new Attributes.Type.Anything());
        }
        return new Attributes("nodegroup", types, List.of());
    }
}
