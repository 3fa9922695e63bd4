// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** {@code /v1/clusters/…/actions}: resize and upgrade. */
final class ActionApi {

    private static final Attributes RESIZE = new Attributes(
            "cluster_resize_req",
            Map.of(
                    "node_count", Attributes.whole(0),
                    "nodes_to_remove", new Attributes.Type.Anything(),
                    "nodegroup", Attributes.text()),
            List.of("node_count"));
    private static final Attributes UPGRADE = new Attributes(
            "cluster_upgrade_req",
            Map.of(
                    "cluster_template", Attributes.text(),
                    "max_batch_size", Attributes.whole(1),
                    "nodegroup", Attributes.text()),
            List.of());

    private final Books books;
    private final Resize resize;
    private final ClusterUpgrade upgrade;

    ActionApi(Conductor conductor, Resize resize) {
        this.books = conductor.books;
        this.resize = resize;
        this.upgrade = new ClusterUpgrade(conductor);
    }

    void serve(Endpoints endpoints) {
        String actions = "/v1/clusters/{cluster}/actions/";
        endpoints
                .change(
                        HandlerType.POST,
                        actions + "resize",
                        "magnum.resize",
                        7,
                        "resize",
                        Mutation.Kind.RESIZE,
                        this::resize)
                .change(
                        HandlerType.POST,
                        actions + "upgrade",
                        "magnum.upgrade",
                        7,
                        "upgrade",
                        Mutation.Kind.UPGRADE,
                        this::upgrade);
    }

    private Reply resize(Request request) {
        JsonNode body = RESIZE.read(request.call().body());
        int count = Attributes.wholeOf(body, "node_count", 0);
        if (count == 0 && request.version().minor() < 10) {
            throw GroupSizeRules.zeroNotSupported();
        }
        Cluster cluster = request.about(books.cluster(request.call().segment("cluster"), request.caller()));
        request.requireMember("cluster:resize");
        NodeGroup group = group(cluster, body);
        GroupSizeRules.checkResize(group, count);
        resize.accept(cluster, group, count);
        return Reply.of(202, JsonFields.of("uuid", cluster.uuid));
    }

    private Reply upgrade(Request request) {
        if (request.version().minor() < 8) {
            throw MagnumError.of(406, "Cluster upgrade is not supported in the provided microversion.");
        }
        JsonNode body = UPGRADE.read(request.call().body());
        Cluster cluster = request.about(books.cluster(request.call().segment("cluster"), request.caller()));
        request.requireMember("cluster:upgrade");
        String wanted = Attributes.textOf(body, "cluster_template");
        request.upgradesTo(wanted);
        StoredTemplate target = books.template(Objects.requireNonNullElse(wanted, "Unset"), request.caller());
        NodeGroup group = group(cluster, body);
        if (!group.isDefault && !target.uuid().equals(cluster.template.uuid())) {
            throw MagnumError.of(
                    409,
                    "Cluster Template is not valid for upgrade: Nodegroup " + group.name
                            + " can be upgraded only to match cluster's template (" + cluster.template.name() + ").");
        }
        if (!body.hasNonNull("max_batch_size")) {
            // Magnum does not get as far as its conductor without it.
            throw MagnumError.of(500, "Cannot convert Unset to primitive");
        }
        upgrade.run(cluster, target);
        return Reply.of(202, JsonFields.of("uuid", cluster.uuid));
    }

    private NodeGroup group(Cluster cluster, JsonNode body) {
        String name = Attributes.textOf(body, "nodegroup");
        return name == null ? cluster.worker() : books.nodeGroup(cluster, name);
    }
}
