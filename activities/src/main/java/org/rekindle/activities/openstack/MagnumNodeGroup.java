// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A node group in Magnum's own fields. */
@JsonIgnoreProperties(ignoreUnknown = true)
record MagnumNodeGroup(
        String uuid,
        String name,
        @JsonProperty("flavor_id") @Nullable String flavor,
        @JsonProperty("node_count") int nodeCount,
        String role,
        @JsonProperty("min_node_count") @Nullable Integer min,
        @JsonProperty("max_node_count") @Nullable Integer max,
        @JsonProperty("is_default") boolean isDefault,
        @Nullable String status,
        @JsonProperty("status_reason") @Nullable String statusReason) {

    boolean isControlPlane() {
        return role.equals("master");
    }

    /** Whether it is going or meant to go. */
    boolean isLeaving() {
        return knownStatus().startsWith("DELETE_");
    }

    /** Magnum tells no status for a moment after it took the request down. */
    String knownStatus() {
        return status == null ? "UNKNOWN" : status;
    }
}
