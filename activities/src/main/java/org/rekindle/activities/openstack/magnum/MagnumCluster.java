// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RunMark;

/**
 * A cluster in Magnum's own fields. The list leaves many of them out.
 *
 * @param name empty when Magnum shows none
 * @param templateId empty when Magnum shows none
 * @param stackId {@code cluster_id} from microversion 1.13 on, before that {@code stack_id}; null until there is one
 * @param status {@link ClusterStatus#UNKNOWN} when Magnum shows none
 * @param labelsOverridden labels of the template that the cluster has with another value; the values are the template's
 * @param faults what went wrong, by node group; only when the status is failed
 * @param odd the names of fields that are not as Magnum documents them, read as absent
 */
public record MagnumCluster(
        ClusterUuid uuid,
        String name,
        String templateId,
        @Nullable String stackId,
        ClusterStatus status,
        @Nullable String statusReason,
        @Nullable String healthStatus,
        Map<String, String> healthReasons,
        @Nullable String apiAddress,
        @Nullable String kubernetesVersion,
        @Nullable Integer nodeCount,
        @Nullable Integer masterCount,
        @Nullable String flavor,
        @Nullable String masterFlavor,
        @Nullable String keypair,
        @Nullable String fixedNetwork,
        @Nullable String fixedSubnet,
        @Nullable Boolean masterLoadBalancer,
        @Nullable Boolean floatingIp,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> labelsAdded,
        @Nullable Map<String, String> labelsOverridden,
        Map<String, String> faults,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        List<String> odd) {

    /** The label by which a run knows its own cluster. */
    static final String RUN_MARK = "rekindle_run";

    /** Reads what Magnum shows of a cluster; null when it has no UUID, by which alone it could be asked about. */
    static @Nullable MagnumCluster read(JsonNode shown) {
        MagnumFields fields = new MagnumFields(shown);
        ClusterUuid uuid = ClusterUuid.read(fields.text("uuid"));
        if (uuid == null) {
            return null;
        }
        // A status or a health of another kind is one that is not known. The address is checked where it is used.
        MagnumFields lesser = new MagnumFields(shown);
        return new MagnumCluster(
                uuid,
                orEmpty(fields.text("name")),
                orEmpty(fields.text("cluster_template_id")),
                fields.text("cluster_id", "stack_id"),
                ClusterStatus.of(lesser.text("status")),
                fields.words("status_reason"),
                lesser.text("health_status"),
                fields.reasons("health_status_reason"),
                lesser.text("api_address"),
                lesser.text("coe_version"),
                fields.number("node_count"),
                fields.number("master_count"),
                fields.text("flavor_id"),
                fields.text("master_flavor_id"),
                fields.text("keypair"),
                fields.text("fixed_network"),
                fields.text("fixed_subnet"),
                fields.truth("master_lb_enabled"),
                fields.truth("floating_ip_enabled"),
                fields.texts("labels"),
                fields.texts("labels_added"),
                fields.texts("labels_overridden"),
                fields.reasons("faults"),
                fields.time("created_at"),
                lesser.time("updated_at"),
                fields.odd());
    }

    private static String orEmpty(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text;
    }

    /** What is missing or odd of that by which the cluster is known and would be built again; empty when nothing is. */
    List<String> notUnderstood() {
        Set<String> fields = new LinkedHashSet<>(odd);
        if (name.isBlank()) {
            fields.add("name");
        }
        if (templateId.isBlank()) {
            fields.add("cluster_template_id");
        }
        if (nodeCount == null) {
            fields.add("node_count");
        }
        if (masterCount == null) {
            fields.add("master_count");
        }
        return List.copyOf(fields);
    }

    /** All labels in force, empty when Magnum shows none. */
    Map<String, String> allLabels() {
        if (labels == null) {
            return Map.of();
        }
        return labels;
    }

    /** The mark of the run that created it; null for a cluster of another origin. */
    @Nullable
    public RunMark runMark() {
        return RunMark.read(allLabels().get(RUN_MARK));
    }

    /** Whether its delete is under way. One that has failed leaves a cluster behind. */
    public boolean isGoing() {
        return isLeaving() && !status.isFailed();
    }

    /** Whether it is going or meant to go. */
    boolean isLeaving() {
        return status.isLeaving();
    }
}
