// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the fleet as a whole lets happen.
 *
 * @param atOnce teardowns under way at the same time
 * @param aDay teardowns begun within 24 hours
 * @param expiredPercent above this share of expired clusters, and more than one, no teardown begins: so many at once have one cause
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BreakerLimits(int atOnce, int aDay, int expiredPercent) {

    /** What holds where the fleet file says nothing. */
    public static final BreakerLimits USUAL = new BreakerLimits(1, 3, 20);
}
