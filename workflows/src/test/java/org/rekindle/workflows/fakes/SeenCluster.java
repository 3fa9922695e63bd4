// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.Shape;

/** The incident's cluster as Magnum tells it, but for what a test says otherwise. */
public final class SeenCluster {

    private final String status;
    private ClusterIdentity identity = Sightings.IDENTITY;
    private @Nullable String reason;
    private Map<String, String> health = Map.of();
    private Shape shape = Samples.shape();
    private @Nullable Instant updatedAt;

    public SeenCluster(String status) {
        this.status = status;
    }

    public SeenCluster of(ClusterIdentity other) {
        identity = other;
        return this;
    }

    public SeenCluster because(@Nullable String statusReason) {
        reason = statusReason;
        return this;
    }

    public SeenCluster health(Map<String, String> reasons) {
        health = reasons;
        return this;
    }

    public SeenCluster shaped(Shape other) {
        shape = other;
        return this;
    }

    public SeenCluster updatedAt(@Nullable Instant at) {
        updatedAt = at;
        return this;
    }

    public CloudCluster seen() {
        CloudCluster like = Sightings.cluster();
        return new CloudCluster(
                identity,
                like.templateId(),
                ClusterStatus.of(status),
                reason,
                like.healthStatus(),
                health,
                like.apiAddress(),
                like.kubernetesVersion(),
                shape,
                null,
                updatedAt);
    }
}
