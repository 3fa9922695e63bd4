// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Collectors;

/** The health of a hub as its users see it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HubSighting(boolean healthy, String detail) {

    /** Several as one, which is well when each is. */
    public static HubSighting all(List<HubSighting> seen) {
        return new HubSighting(
                seen.stream().allMatch(HubSighting::healthy),
                seen.stream().map(HubSighting::detail).collect(Collectors.joining(" ")));
    }
}
