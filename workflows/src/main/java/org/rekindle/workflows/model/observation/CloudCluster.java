// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as Magnum shows it.
 *
 * @param status it may lag behind an accepted request
 * @param healthReasons what Magnum's health poll found, by part
 * @param apiAddress {@code https://host:port}, null until it is known
 * @param kubernetesVersion such as {@code v1.31.0} ({@code coe_version})
 * @param shape its shape as it is now, node groups included
 * @param runMark the label by which a run of ours knows its own cluster, null for others
 * @param updatedAt null until Magnum has changed it once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudCluster(
        ClusterIdentity identity,
        String templateId,
        ClusterStatus status,
        @Nullable String statusReason,
        @Nullable String healthStatus,
        Map<String, String> healthReasons,
        @Nullable String apiAddress,
        @Nullable String kubernetesVersion,
        Shape shape,
        @Nullable RunMark runMark,
        @Nullable Instant updatedAt) {

    /** Whether the status is one of Magnum's. For a moment it shows none, and nothing is planned on that. */
    public boolean hasKnownStatus() {
        return status.isKnown();
    }
}
