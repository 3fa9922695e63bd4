// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.ratelimit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.Objects;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.TeardownLimits;

/**
 * Asks the teardown rate limit for a permit.
 *
 * @param cluster the cluster's id in the fleet file
 * @param uuid of the cluster that would be deleted
 * @param planSha256 the plan that it belongs to
 * @param run the run that asks
 * @param clusters how many clusters the fleet has
 * @param unattended whether the fleet file itself has approved, and only so many teardowns a day
 * @param unattendedPerDay how many teardowns a day the fleet file approves by itself
 * @param pollEvery pause before the next request while the refusal is one that passes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TeardownRequest(
        String cluster,
        ClusterUuid uuid,
        PlanHash planSha256,
        String run,
        int clusters,
        TeardownLimits limits,
        boolean unattended,
        int unattendedPerDay,
        Duration pollEvery) {

    /** Refuses a request that does not say which teardown is meant: its permit would be nobody's. */
    public TeardownRequest {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(planSha256, "planSha256");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(limits, "limits");
    }
}
