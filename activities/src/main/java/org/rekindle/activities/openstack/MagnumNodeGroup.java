// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** A node group in Magnum's own fields. */
record MagnumNodeGroup(
        String uuid,
        String name,
        @Nullable String flavor,
        int nodeCount,
        String role,
        @Nullable Integer min,
        @Nullable Integer max,
        boolean isDefault,
        @Nullable String status,
        @Nullable String statusReason) {

    /**
     * Reads what Magnum tells of a node group.
     *
     * @param answer what was asked, for the failure
     * @throws ApplicationFailure when something by which the group is known and would be built again is not as documented:
     *     a shape without it would lose the group
     */
    static MagnumNodeGroup read(String answer, JsonNode told) {
        MagnumFields fields = new MagnumFields(told);
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
                new MagnumFields(told).text("status"),
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
        return knownStatus().startsWith("DELETE_");
    }

    /** Magnum tells no status for a moment after it took the request down. */
    String knownStatus() {
        return status == null ? "UNKNOWN" : status;
    }
}
