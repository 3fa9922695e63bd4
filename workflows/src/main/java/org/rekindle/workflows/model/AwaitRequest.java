// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a cluster to reach a goal.
 *
 * @param nodeGroup waits for this node group instead of the cluster, null for the cluster
 * @param knownUpdatedAt the cluster's last change before the request; a COMPLETE with the same time does not count
 * @param pollEvery pause between two looks
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AwaitRequest(
        ClusterInCloud cluster,
        String uuid,
        Goal goal,
        @Nullable String nodeGroup,
        @Nullable Instant knownUpdatedAt,
        Duration pollEvery) {}
