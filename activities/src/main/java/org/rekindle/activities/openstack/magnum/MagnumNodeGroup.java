// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.NotUnderstood;
import org.rekindle.workflows.model.observation.ClusterStatus;

/**
 * A node group in Magnum's own fields.
 *
 * @param status {@link ClusterStatus#UNKNOWN} for a moment after Magnum accepted the request
 */
record MagnumNodeGroup(
        String uuid,
        String name,
        @Nullable String flavor,
        int nodeCount,
        String role,
        @Nullable Integer min,
        @Nullable Integer max,
        boolean isDefault,
        ClusterStatus status,
        @Nullable String statusReason) {

    /**
     * Reads what Magnum shows of a node group.
     *
     * @param answer what was asked, for the failure
     * @throws ApplicationFailure when something by which the group is known and would be built again is not as documented:
     *     a shape without it would lose the group
     */
    static MagnumNodeGroup read(String answer, JsonNode shown) {
        MagnumFields fields = new MagnumFields(shown);
        String uuid = fields.text("uuid");
        String name = fields.text("name");
        String role = fields.text("role");
        Integer nodeCount = fields.number("node_count");
        MagnumNodeGroup read = new MagnumNodeGroup(
                required(answer, "uuid", uuid),
                required(answer, "name", name),
                fields.text("flavor_id"),
                required(answer, "node_count", nodeCount),
                required(answer, "role", role),
                fields.number("min_node_count"),
                fields.number("max_node_count"),
                Boolean.TRUE.equals(fields.truth("is_default")),
                ClusterStatus.of(new MagnumFields(shown).text("status")),
                fields.words("status_reason"));
        if (!fields.odd().isEmpty()) {
            throw NotUnderstood.of(answer, "of node group " + name + " the field " + String.join(", ", fields.odd()));
        }
        return read;
    }

    private static <T> T required(String answer, String field, @Nullable T value) {
        if (value == null || value.toString().isBlank()) {
            throw NotUnderstood.of(answer, "of a node group the field " + field);
        }
        return value;
    }

    boolean isControlPlane() {
        return role.equals("master");
    }

    /** Whether it is going or meant to go. */
    boolean isLeaving() {
        return status.isLeaving();
    }
}
