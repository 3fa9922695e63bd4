// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in Magnum's own fields. The list leaves many of them out.
 *
 * @param stackId {@code cluster_id} from microversion 1.13 on, before that {@code stack_id}; null until there is one
 * @param labelsOverridden labels of the template that the cluster has with another value; the values are the template's
 * @param faults what went wrong, by node group; only when the status is failed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MagnumCluster(
        String uuid,
        String name,
        @JsonProperty("cluster_template_id") String templateId,

        @JsonProperty("cluster_id") @JsonAlias("stack_id") @Nullable
        String stackId,

        String status,
        @JsonProperty("status_reason") @Nullable String statusReason,
        @JsonProperty("health_status") @Nullable String healthStatus,
        @JsonProperty("health_status_reason") @Nullable Map<String, @Nullable JsonNode> healthReasons,
        @JsonProperty("api_address") @Nullable String apiAddress,
        @JsonProperty("coe_version") @Nullable String kubernetesVersion,
        @JsonProperty("node_count") int nodeCount,
        @JsonProperty("master_count") int masterCount,
        @JsonProperty("flavor_id") @Nullable String flavor,
        @JsonProperty("master_flavor_id") @Nullable String masterFlavor,
        @Nullable String keypair,
        @JsonProperty("fixed_network") @Nullable String fixedNetwork,
        @JsonProperty("fixed_subnet") @Nullable String fixedSubnet,
        @JsonProperty("master_lb_enabled") @Nullable Boolean masterLoadBalancer,
        @JsonProperty("floating_ip_enabled") @Nullable Boolean floatingIp,
        @Nullable Map<String, String> labels,
        @JsonProperty("labels_added") @Nullable Map<String, String> labelsAdded,
        @JsonProperty("labels_overridden") @Nullable Map<String, String> labelsOverridden,
        @Nullable Map<String, @Nullable String> faults,
        @JsonProperty("created_at") @Nullable OffsetDateTime createdAt,
        @JsonProperty("updated_at") @Nullable OffsetDateTime updatedAt) {

    /** The label by which a run knows its own cluster. */
    static final String RUN_MARK = "rekindle_run";

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
