// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.SweepItem;

/**
 * Says of one thing whether a sweep deletes it. Asked when the list is made, and again with a fresh look right before each
 * delete.
 */
final class SweepRule {

    private final OwnMark mark;
    private final boolean withVolumes;
    private final String ownProject;
    private final String ownCredential;

    /** @param ownCredential the application credential that we log in with, empty for none */
    SweepRule(ClusterIdentity cluster, boolean withVolumes, String ownProject, String ownCredential) {
        this.mark = new OwnMark(cluster);
        this.withVolumes = withVolumes;
        this.ownProject = ownProject;
        this.ownCredential = ownCredential;
    }

    /** @param going the ports that go with what is swept, so that an address that is bound to one is free afterwards */
    SweepItem judge(LeftOver thing, JsonNode node, Set<String> going) {
        String known = mark.on(thing.type(), node);
        if (known == null) {
            return item(
                    thing,
                    false,
                    false,
                    thing.type().equals("port") && going.contains(thing.id())
                            ? "no mark of its own, but it goes with the cluster's router or load balancer that it is part of"
                            : "it does not carry the cluster's own mark");
        }
        Optional<SweepKind> kind = SweepKind.of(thing.type());
        String objection = kind.isEmpty() ? notSwept(thing.type()) : objection(kind.get(), thing, node, going);
        return objection == null
                ? item(thing, true, true, "known by " + known)
                : item(thing, true, false, "known by " + known + ", but " + objection);
    }

    private static String notSwept(String type) {
        return type.equals("dns record")
                ? "names are never swept: users may be sent to the new cluster by them"
                : "a sweep deletes no " + type + "; whoever runs the cloud looks why it is still there";
    }

    private @Nullable String objection(SweepKind kind, LeftOver thing, JsonNode node, Set<String> going) {
        if (kind.holdsData() && !withVolumes) {
            return "it holds data, and goes only with --with-volumes";
        }
        // Administrators are shown what all projects have, and Magnum tells them of the clusters of one alone.
        String project = node.path("project_id")
                .asText(node.path("tenant_id")
                        .asText(node.path("os-vol-tenant-attr:tenant_id")
                                .asText(node.path("os-extended-snapshot-attributes:project_id")
                                        .asText(ownProject))));
        if (!project.equals(ownProject)) {
            return "it belongs to another project, " + project;
        }
        return switch (kind) {
            case VOLUME, SNAPSHOT -> data(thing, node);
            case FLOATING_IP -> address(node, going);
            case PORT -> port(node);
            case APPLICATION_CREDENTIAL -> thing.id().equals(ownCredential) ? "we log in with it" : null;
            case LOAD_BALANCER, ROUTER, NETWORK, SECURITY_GROUP -> null;
        };
    }

    private static @Nullable String data(LeftOver thing, JsonNode node) {
        String status = node.path("status").asText("");
        if (thing.keptOnDelete()) {
            return "it has the keep property";
        }
        if (!status.equals("available") || !node.path("attachments").isEmpty()) {
            return "it is in use (status " + status + ")";
        }
        return null;
    }

    /** Somebody may have bound it to the new cluster, to keep the name that users know. */
    private static @Nullable String address(JsonNode node, Set<String> going) {
        String port = node.path("port_id").asText("");
        return isEmpty(port) || going.contains(port)
                ? null
                : "it is bound to port " + port + ", which does not go with the cluster's load balancers";
    }

    private static @Nullable String port(JsonNode node) {
        String owner = node.path("device_owner").asText("");
        String device = node.path("device_id").asText("");
        if (owner.startsWith("network:")) {
            return "it goes with its router or network";
        }
        return isEmpty(device) ? null : "it belongs to " + (isEmpty(owner) ? "a device" : owner) + " " + device;
    }

    private static boolean isEmpty(String text) {
        return text.isEmpty() || text.equals("null");
    }

    private static SweepItem item(LeftOver thing, boolean marked, boolean swept, String why) {
        return new SweepItem(thing.type(), thing.id(), thing.name(), marked, swept, why);
    }
}
