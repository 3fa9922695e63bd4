// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.ratelimit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a survey saw of the fleet.
 *
 * @param expired clusters whose certificate is expired
 * @param well clusters whose certificate is valid
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetSighting(List<String> expired, List<String> well) {

    /** What is left out names no cluster, so that a signal sent by hand says nothing of any. */
    public FleetSighting {
        expired = named(expired);
        well = named(well);
    }

    /** A signal without an argument says nothing of any cluster. */
    public static FleetSighting orNothing(@Nullable FleetSighting seen) {
        return Objects.requireNonNullElseGet(seen, () -> new FleetSighting(List.of(), List.of()));
    }

    private static List<String> named(@Nullable List<String> clusters) {
        if (clusters == null) {
            return List.of();
        }
        return clusters.stream().filter(Objects::nonNull).toList();
    }
}
