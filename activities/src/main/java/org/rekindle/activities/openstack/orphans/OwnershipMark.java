// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.orphans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.inventory.OwnershipMatcher;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ResourceType;

/**
 * The mark of a cluster in the exact form in which its components write it. It decides what may be deleted.
 * {@link OwnershipMatcher} finds more, such as an address that a user describes as once having been the cluster's: that is
 * shown, and never deleted.
 *
 * <p>The sources are those of {@link OwnershipMatcher}. Where cluster-api-janitor-openstack has a rule, it is the same: load balancers by
 * their prefix, floating IPs by the beginning and the end of their description, security groups of services likewise, volumes and
 * snapshots by their metadata. The name of a cluster, which another one may share, is no mark.
 */
final class OwnershipMark {

    private static final String VOLUME_CLUSTER = "cinder.csi.openstack.org/cluster";

    private final ClusterIdentity cluster;
    private final Pattern provider;
    private final Pattern infrastructure;

    OwnershipMark(ClusterIdentity cluster) {
        this.cluster = cluster;
        // cluster-api-provider-openstack puts the namespace before the stack: magnum-<project>, unless the site says
        // otherwise.
        String whole = "[A-Za-z0-9][A-Za-z0-9-]*-" + Pattern.quote(cluster.stackId());
        this.provider = Pattern.compile("Created by cluster-api-provider-openstack cluster " + whole);
        this.infrastructure = Pattern.compile(
                "k8s-clusterapi-cluster-" + whole + "(-kubeapi)?|k8s-cluster-" + whole + "-secgroup-[a-z]+");
    }

    /** By what it is known, the middle of a sentence; null when it does not carry the mark. */
    @Nullable
    String on(ResourceType type, JsonNode thing) {
        if (cluster.stackId().isBlank()) {
            return null;
        }
        String name = text(thing, "name");
        String description = text(thing, "description");
        return switch (type) {
            case LOAD_BALANCER ->
                when(
                        name.startsWith("kube_service_" + cluster.stackId() + "_")
                                || isInfrastructure(name, description),
                        "its name");
            case FLOATING_IP ->
                when(
                        isService(description, "Floating IP for Kubernetes external service", "from cluster ")
                                || isInfrastructure("", description),
                        "its description");
            case SECURITY_GROUP ->
                when(
                        isService(description, "Security Group for", "Service LoadBalancer in cluster ")
                                || isInfrastructure(name, description),
                        "its name or description");
            case NETWORK, ROUTER -> when(isInfrastructure(name, description), "its name or description");
            case PORT, MACHINE ->
                when(
                        name.startsWith(cluster.stackId() + "-") || isInfrastructure(name, description),
                        "its name or description");
            case VOLUME, SNAPSHOT ->
                when(text(thing.path("metadata"), VOLUME_CLUSTER).equals(cluster.stackId()), "its metadata");
            case APPLICATION_CREDENTIAL -> when(name.equals("magnum-" + cluster.uuid()), "its name");
            case DNS_RECORD -> when(holdsOwner(thing), "its owner");
            case NOT_LOOKED -> null;
        };
    }

    private static @Nullable String when(boolean isMarked, String where) {
        if (isMarked) {
            return where;
        }
        return null;
    }

    private boolean isInfrastructure(String name, String description) {
        return infrastructure.matcher(name).matches()
                || provider.matcher(description).matches();
    }

    private boolean isService(String description, String beginning, String before) {
        return description.startsWith(beginning) && description.endsWith(before + cluster.stackId());
    }

    private boolean holdsOwner(JsonNode recordset) {
        for (JsonNode record : recordset.path("records")) {
            if (record.asText().matches(".*external-dns/owner=" + Pattern.quote(cluster.stackId()) + "[\",].*")) {
                return true;
            }
        }
        return false;
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
