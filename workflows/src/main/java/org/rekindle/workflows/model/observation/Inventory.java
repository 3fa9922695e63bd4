// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the cloud holds beside the machines of a cluster.
 *
 * @param notLooked services that could not be asked, each with the reason
 * @param usedBy of volumes that were asked for by their UUIDs: what else uses each that is not free, the end of a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Inventory(List<LeftOver> found, List<String> notLooked, Map<String, String> usedBy) {

    /** A history from before users were looked for has none. */
    public Inventory {
        usedBy = Map.copyOf(Objects.requireNonNullElse(usedBy, Map.of()));
    }

    /** An inventory for which nobody has looked who uses what. */
    public Inventory(List<LeftOver> found, List<String> notLooked) {
        this(found, notLooked, Map.of());
    }
}
