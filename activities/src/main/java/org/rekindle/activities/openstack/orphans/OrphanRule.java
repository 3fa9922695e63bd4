// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.orphans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.SweepItem;

/**
 * Says of one thing whether a sweep deletes it. Asked when the list is made, and again with a fresh look right before each
 * delete.
 */
final class OrphanRule {

    private final OwnershipMark mark;
    private final boolean withVolumes;
    private final String ownProject;
    private final String ownCredential;

    /** @param ownCredential the application credential that we log in with, empty for none */
    OrphanRule(ClusterIdentity cluster, boolean withVolumes, String ownProject, String ownCredential) {
        this.mark = new OwnershipMark(cluster);
        this.withVolumes = withVolumes;
        this.ownProject = ownProject;
        this.ownCredential = ownCredential;
    }

    /** @param going the ports that go with what is swept, so that an address that is bound to one is free afterwards */
    SweepItem judge(LeftOver thing, JsonNode node, Set<String> going) {
        String known = mark.on(thing.type(), node);
        if (known == null) {
            return item(thing, false, false, unmarked(thing, going));
        }
        String objection = objection(thing, node, going);
        if (objection == null) {
            return item(thing, true, true, "known by " + known);
        }
        return item(thing, true, false, "known by " + known + ", but " + objection);
    }

    private static String unmarked(LeftOver thing, Set<String> going) {
        if (thing.type() == ResourceType.PORT && going.contains(thing.id())) {
            return "no mark of its own, but it goes with the cluster's router or load balancer that it is part of";
        }
        return "it does not carry the cluster's own mark";
    }

    private static String notSwept(ResourceType type) {
        if (type == ResourceType.DNS_RECORD) {
            return "a sweep never deletes DNS records: they may lead users to the new cluster";
        }
        return "a sweep deletes no " + type + "; ask the cloud's operators why it is still there";
    }

    private @Nullable String objection(LeftOver thing, JsonNode node, Set<String> going) {
        Optional<OrphanKind> kind = OrphanKind.of(thing.type());
        if (kind.isEmpty()) {
            return notSwept(thing.type());
        }
        return objection(kind.get(), thing, node, going);
    }

    private @Nullable String objection(OrphanKind kind, LeftOver thing, JsonNode node, Set<String> going) {
        if (kind.holdsData() && !withVolumes) {
            return "it holds data, and goes only with --with-volumes";
        }
        // Administrators are shown what all projects have, and Magnum shows them the clusters of one alone.
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
            case APPLICATION_CREDENTIAL -> credential(thing);
            case LOAD_BALANCER, ROUTER, NETWORK, SECURITY_GROUP -> null;
        };
    }

    private @Nullable String credential(LeftOver thing) {
        if (thing.id().equals(ownCredential)) {
            return "we log in with it";
        }
        return null;
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

    /** A user may have bound it to the new cluster, to keep the name that users know. */
    private static @Nullable String address(JsonNode node, Set<String> going) {
        String port = node.path("port_id").asText("");
        if (isEmpty(port) || going.contains(port)) {
            return null;
        }
        return "it is bound to port " + port + ", which does not go with the cluster's load balancers";
    }

    private static @Nullable String port(JsonNode node) {
        String owner = node.path("device_owner").asText("");
        String device = node.path("device_id").asText("");
        if (owner.startsWith("network:")) {
            return "it goes with its router or network";
        }
        if (isEmpty(device)) {
            return null;
        }
        return "it belongs to " + (isEmpty(owner) ? "a device" : owner) + " " + device;
    }

    private static boolean isEmpty(String text) {
        return text.isEmpty() || text.equals("null");
    }

    private static SweepItem item(LeftOver thing, boolean marked, boolean swept, String why) {
        return new SweepItem(thing.type(), thing.id(), thing.name(), marked, swept, why);
    }
}
