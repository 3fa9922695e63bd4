// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** Asks for a cluster to be deleted. It carries all that the guard looks at, so that the guard can stand right before
 * the call.
 *
 * @param requestedBy who started the run, null when nobody said
 * @param runMark set when the cluster to delete is one that this very run created and that did not come up
 * @param permit of the fleet's breaker; null for a cluster that this very run created
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeleteRequest(
        ClusterInCloud cluster,
        ClusterIdentity identity,
        SealedPlan plan,
        Approval approval,
        @Nullable String requestedBy,
        @Nullable String runMark,
        @Nullable Permit permit) {}
