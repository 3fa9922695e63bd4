// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node group in Magnum's books. Guarded by the books. */
final class NodeGroup {

    static final String MASTER = "default-master";
    static final String WORKER = "default-worker";

    final int id;
    final String uuid;
    final String name;
    final String role;
    final boolean isDefault;
    final String flavorId;
    final String imageId;
    final Map<String, String> labels;
    final Instant createdAt;
    int nodeCount;
    int min;

    @Nullable
    Integer max;

    @Nullable
    String stackId;

    SimulatedStatus status = SimulatedStatus.CREATE_IN_PROGRESS;

    @Nullable
    String statusReason;

    Instant updatedAt;

    NodeGroup(
            int id,
            String uuid,
            String name,
            String role,
            boolean isDefault,
            String flavorId,
            String imageId,
            Map<String, String> labels,
            int nodeCount,
            Instant createdAt) {
        this.id = id;
        this.uuid = uuid;
        this.name = name;
        this.role = role;
        this.isDefault = isDefault;
        this.flavorId = flavorId;
        this.imageId = imageId;
        this.labels = new LinkedHashMap<>(labels);
        this.nodeCount = nodeCount;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    boolean master() {
        return role.equals("master");
    }
}
