// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the fleet's breaker knows.
 *
 * @param teardowns that were let begin within the last 24 hours, the oldest first
 * @param expired clusters whose certificates were last seen expired, with when that was
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetState(List<Teardown> teardowns, Map<String, Instant> expired) {

    /** Nothing has happened yet. */
    public static final FleetState EMPTY = new FleetState(List.of(), Map.of());

    /** Copies. */
    public FleetState {
        teardowns = List.copyOf(teardowns);
        expired = Map.copyOf(expired);
    }

    /**
     * A teardown that was let begin.
     *
     * @param run whose it is
     * @param open whether its run has not ended yet
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Teardown(String cluster, String uuid, String planSha256, String run, Instant at, boolean open) {}
}
