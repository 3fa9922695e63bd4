// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in Magnum's own fields. The list leaves many of them out.
 *
 * @param name empty when Magnum tells none
 * @param templateId empty when Magnum tells none
 * @param stackId {@code cluster_id} from microversion 1.13 on, before that {@code stack_id}; null until there is one
 * @param status {@code UNKNOWN} when Magnum tells none
 * @param labelsOverridden labels of the template that the cluster has with another value; the values are the template's
 * @param faults what went wrong, by node group; only when the status is failed
 * @param odd the names of fields that are not as Magnum documents them, read as absent
 */
record MagnumCluster(
        String uuid,
        String name,
        String templateId,
        @Nullable String stackId,
        String status,
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

    private static final String UNKNOWN = "UNKNOWN";

    /** Reads what Magnum tells of a cluster; null when it has no UUID, by which alone it could be asked about. */
    static @Nullable MagnumCluster read(JsonNode told) {
        MagnumFields fields = new MagnumFields(told);
        String uuid = fields.text("uuid");
        if (uuid == null || uuid.isBlank()) {
            return null;
        }
        // A status or a health of another kind is one that is not known. The address is checked where it is used.
        MagnumFields lesser = new MagnumFields(told);
        String status = lesser.text("status");
        return new MagnumCluster(
                uuid,
                orEmpty(fields.text("name")),
                orEmpty(fields.text("cluster_template_id")),
                fields.text("cluster_id", "stack_id"),
                status == null || status.isBlank() ? UNKNOWN : status,
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
        return text == null ? "" : text;
    }

    /** What is missing or odd of that by which the cluster is known and would be built again; empty when nothing is. */
    List<String> notUnderstood() {
        return Stream.concat(
                        odd.stream(),
                        Stream.of(
                                        name.isBlank() ? "name" : "",
                                        templateId.isBlank() ? "cluster_template_id" : "",
                                        nodeCount == null ? "node_count" : "",
                                        masterCount == null ? "master_count" : "")
                                .filter(field -> !field.isEmpty()))
                .distinct()
                .toList();
    }

    /** All labels in force, empty when Magnum tells none. */
    Map<String, String> allLabels() {
        return labels == null ? Map.of() : labels;
    }

    @Nullable
    String runMark() {
        return allLabels().get(RUN_MARK);
    }

    /** Whether its delete is under way. One that has failed leaves a cluster behind. */
    boolean isGoing() {
        return isLeaving() && !status.equals("DELETE_FAILED");
    }

    /** Whether it is going or meant to go. */
    boolean isLeaving() {
        return status.startsWith("DELETE_");
    }
}
