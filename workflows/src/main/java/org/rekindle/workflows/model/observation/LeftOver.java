// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something in the cloud that belonged to a cluster.
 *
 * @param keptOnDelete for a volume: true when it carries the janitor's keep property, or no mark by which the janitor would take it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeftOver(ResourceType type, String id, String name, boolean keptOnDelete) {

    /** The property by which the janitor leaves a volume alone, with the value {@code true}. */
    public static final String KEEP_PROPERTY = "janitor.capi.azimuth-cloud.com/keep";

    /** Stands for what could not be listed. */
    public static LeftOver notListed(String why) {
        return new LeftOver(ResourceType.NOT_LOOKED, "unknown", why, false);
    }

    /** Whether it was seen, and does not stand for what could not be listed. */
    public boolean couldBeListed() {
        return type != ResourceType.NOT_LOOKED;
    }
}
