// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import java.time.Duration;

/**
 * How fast an autoscaler works, in real time: a scenario that runs faster than life divides.
 *
 * @param scanEvery time between two looks at the cluster (10 s in life)
 * @param nodeTakes time from the decision until the new node registers (about 5 minutes in life)
 * @param idleAfter how long a node must be empty before it is removed (10 minutes in life)
 * @param enabled false for a site where the autoscaler does not understand the chart: pods wait for ever, without any event
 */
public record AutoscalerSettings(Duration scanEvery, Duration nodeTakes, Duration idleAfter, boolean enabled) {
    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException when one is negative, or {@code scanEvery} is not positive
     */
    public AutoscalerSettings {
        if (scanEvery.isNegative() || scanEvery.isZero() || nodeTakes.isNegative() || idleAfter.isNegative()) {
            throw new IllegalArgumentException("autoscaler times must not be negative, and scanEvery must be positive: "
                    + scanEvery + ", " + nodeTakes + ", " + idleAfter);
        }
    }

    /** As in life, so many times faster; never looks more often than twice a second. */
    public static AutoscalerSettings faster(double speedUp) {
        return new AutoscalerSettings(
                Duration.ofMillis(Math.max(500, Math.round(10_000 / speedUp))),
                Duration.ofMillis(Math.round(300_000 / speedUp)),
                Duration.ofMillis(Math.max(5_000, Math.round(600_000 / speedUp))),
                true);
    }
}
