// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.ratelimit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.PlanHash;

/**
 * What the teardown rate limit knows.
 *
 * @param teardowns that were permitted within the last 24 hours, the oldest first
 * @param expired clusters whose certificates were last seen expired, with when that was, in the order of their names
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TeardownRateLimitState(List<Teardown> teardowns, Map<String, Instant> expired) {

    /** Nothing has happened yet. */
    public static final TeardownRateLimitState EMPTY = new TeardownRateLimitState(List.of(), Map.of());

    /** Copies. */
    public TeardownRateLimitState {
        teardowns = List.copyOf(teardowns);
        expired = Collections.unmodifiableMap(new TreeMap<>(expired));
    }

    /**
     * A permitted teardown.
     *
     * @param run the run that performs it
     * @param open whether its run has not ended yet
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Teardown(
            String cluster, ClusterUuid uuid, PlanHash planSha256, String run, Instant at, boolean open) {}
}
