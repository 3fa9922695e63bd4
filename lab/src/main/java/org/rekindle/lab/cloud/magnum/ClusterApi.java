// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** {@code /v1/clusters}. */
final class ClusterApi {

    private static final Set<String> SORTABLE = Set.of(
            "uuid",
            "name",
            "status",
            "created_at",
            "updated_at",
            "cluster_template_id",
            "stack_id",
            "keypair",
            "health_status",
            "project_id",
            "user_id");
    private static final Set<String> INTERNAL =
            Set.of("/api_address", "/node_addresses", "/master_addresses", "/stack_id", "/cluster_id");
    private static final Set<String> CHANGEABLE = Set.of("node_count", "health_status", "health_status_reason");

    private final Conductor conductor;
    private final Books books;
    private final ClusterRequest reader;
    private final Creation creation;
    private final Resize resize;
    private final Deletion deletion;

    ClusterApi(Conductor conductor, Lookups lookups, Creation creation, Resize resize) {
        this.conductor = conductor;
        this.books = conductor.books;
        this.reader = new ClusterRequest(books, lookups);
        this.creation = creation;
        this.resize = resize;
        this.deletion = new Deletion(conductor);
    }

    void serve(Endpoints endpoints) {
        endpoints
                .get("/v1/clusters", "magnum.list", request -> list(request, "clusters", false))
                .get("/v1/clusters/detail", "magnum.list", request -> list(request, "clusters/detail", true))
                .get("/v1/clusters/{cluster}", "magnum.show", this::show)
                .change(HandlerType.POST, "/v1/clusters", "magnum.create", Mutation.Kind.CREATE, this::create)
                .change(
                        HandlerType.PATCH,
                        "/v1/clusters/{cluster}",
                        "magnum.update",
                        Mutation.Kind.UPDATE,
                        this::update)
                .change(
                        HandlerType.DELETE,
                        "/v1/clusters/{cluster}",
                        "magnum.delete",
                        Mutation.Kind.DELETE,
                        this::delete);
    }

    private Reply list(Request request, String path, boolean detail) {
        List<Cluster> visible = books.clusters.stream()
                .filter(cluster -> request.caller().admin()
                        || cluster.projectId.equals(request.caller().projectId()))
                .toList();
        return Reply.ok(Paging.page(
                request, "clusters", path, "Cluster", visible, SORTABLE, cluster -> view(cluster, request, detail)));
    }

    private JsonFields view(Cluster cluster, Request request, boolean detail) {
        if (detail) {
            return ClusterView.full(cluster, request, conductor.clock.now());
        }
        return ClusterView.brief(cluster, request, conductor.clock.now());
    }

    private Reply show(Request request) {
        Cluster cluster = books.cluster(request.call().segment("cluster"), request.caller());
        return Reply.ok(ClusterView.withFaults(cluster, request, conductor.clock.now()));
    }

    private Reply create(Request request) {
        ClusterRequest.Wanted wanted = reader.read(request, conductor.clock.now());
        creation.accept(wanted.cluster(), wanted.masters(), wanted.workers(), request.caller());
        return Reply.of(202, JsonFields.of("uuid", wanted.cluster().uuid));
    }

    private Reply update(Request request) {
        Patch patch = Patch.read(request.call().body(), INTERNAL);
        Cluster cluster = request.about(books.cluster(request.call().segment("cluster"), request.caller()));
        request.requireMember("cluster:update");
        ObjectNode document = (ObjectNode) JsonFields.tree(ClusterView.full(cluster, request, conductor.clock.now()));
        Set<String> changed = patch.apply(document);
        Set<String> forbidden = new TreeSet<>(changed);
        forbidden.removeAll(CHANGEABLE);
        if (!forbidden.isEmpty()) {
            throw MagnumError.badRequest("cannot change cluster property(ies) " + String.join(", ", forbidden) + ".");
        }
        if (changed.contains("health_status") && cluster.status.complete()) {
            tellHealth(cluster, document.get("health_status"));
        }
        if (changed.contains("node_count")) {
            int count = count(document.get("node_count"));
            if (count == 0 && request.version().minor() < 10) {
                throw GroupSizeRules.zeroNotSupported();
            }
            resize.acceptPatch(cluster, count);
        }
        return Reply.of(202, JsonFields.of("uuid", cluster.uuid));
    }

    /** What a client says about the health of a cluster holds until the next look at it. */
    private void tellHealth(Cluster cluster, JsonNode health) {
        cluster.reportedHealth = health.asText();
        cluster.reportedHealthUntil = conductor.clock.now().plus(conductor.clock.real(conductor.timings.healthPoll()));
    }

    private static int count(JsonNode value) {
        if (!value.asText().matches("\\d{1,6}")) {
            throw MagnumError.invalid("node_count", value.asText(), "Value should be greater or equal to 0");
        }
        return Integer.parseInt(value.asText());
    }

    private Reply delete(Request request) {
        Cluster cluster = request.about(books.cluster(request.call().segment("cluster"), request.caller()));
        request.requireMember("cluster:delete");
        deletion.accept(cluster);
        return Reply.noContent();
    }
}
