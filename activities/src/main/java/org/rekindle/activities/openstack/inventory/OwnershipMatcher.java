// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.rekindle.workflows.model.observation.ClusterIdentity;

/**
 * The marks that Kubernetes' OpenStack components leave on what they make for a cluster.
 *
 * <p>Sources: cloud-provider-openstack names load balancers {@code kube_service_<stack>_…} and describes floating IPs
 * {@code … from cluster <stack>}; its Cinder driver writes the metadata {@code cinder.csi.openstack.org/cluster};
 * cluster-api-provider-openstack puts {@code <namespace>-<stack>} into the names of networks, routers, ports, security
 * groups, machines and the API's load balancer, and describes them {@code Created by cluster-api-provider-openstack cluster
 * <namespace>-<stack>}; magnum-capi-helm names the cluster's application credential {@code magnum-<uuid>}; external-dns
 * writes its owner into TXT records. The stack id ends in twelve random characters, so a text that holds it whole means
 * this cluster.
 */
public final class OwnershipMatcher {

    static final String VOLUME_CLUSTER = "cinder.csi.openstack.org/cluster";

    private final ClusterIdentity cluster;
    private final Pattern stack;

    /** @param cluster with a stack id; without one only volumes and credentials can be known */
    OwnershipMatcher(ClusterIdentity cluster) {
        this.cluster = cluster;
        String edge = "[^A-Za-z0-9]";
        this.stack = Pattern.compile("(^|" + edge + ")" + Pattern.quote(cluster.stackId()) + "($|" + edge + ")");
    }

    /** By name or description. */
    boolean isOn(JsonNode thing) {
        return holdsStack(text(thing, "name")) || holdsStack(text(thing, "description"));
    }

    /** A volume or snapshot, by its metadata. Some charts give the Cinder driver the cluster's name instead of the stack. */
    boolean isOnStorage(JsonNode thing) {
        String mark = text(thing.path("metadata"), VOLUME_CLUSTER);
        return !mark.isEmpty() && (mark.equals(cluster.stackId()) || mark.equals(cluster.name()));
    }

    /** An application credential that Magnum made for the cluster. */
    boolean isOnCredential(JsonNode credential) {
        return text(credential, "name").equals("magnum-" + cluster.uuid())
                || text(credential, "description").contains(cluster.uuid().value());
    }

    /** A set of DNS records that says itself whom it belongs to. */
    boolean isOnRecords(JsonNode recordset) {
        if (isOn(recordset)) {
            return true;
        }
        for (JsonNode record : recordset.path("records")) {
            if (text(recordset, "type").equals("TXT") && holdsStack(record.asText())) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsStack(String text) {
        return !cluster.stackId().isBlank() && stack.matcher(text).find();
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
