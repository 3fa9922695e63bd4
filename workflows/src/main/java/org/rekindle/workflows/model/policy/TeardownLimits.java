// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How many teardowns the fleet allows.
 *
 * @param maxConcurrent teardowns under way at the same time
 * @param maxPerDay teardowns begun within 24 hours
 * @param expiredPercent from this share of expired clusters on, and more than one, no teardown begins: so many at once have one cause
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TeardownLimits(int maxConcurrent, int maxPerDay, int expiredPercent) {

    /** The limits where the fleet file gives none. */
    public static final TeardownLimits USUAL = new TeardownLimits(1, 3, 20);
}
