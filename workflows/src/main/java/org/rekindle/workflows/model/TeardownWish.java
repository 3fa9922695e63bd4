// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * Asks the fleet's breaker whether a teardown may begin.
 *
 * @param cluster the cluster's id in the fleet file
 * @param uuid of the cluster that would be deleted
 * @param planSha256 the plan that it belongs to
 * @param run the run that asks
 * @param clusters how many clusters the fleet has
 * @param unattended whether the fleet file itself has given leave, and only for so many teardowns a day
 * @param pollEvery pause before it is asked again while the refusal is one that passes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TeardownWish(
        String cluster,
        String uuid,
        String planSha256,
        String run,
        int clusters,
        BreakerLimits limits,
        boolean unattended,
        int unattendedADay,
        Duration pollEvery) {}
