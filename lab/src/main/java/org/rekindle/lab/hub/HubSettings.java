// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.time.Duration;

/**
 * How fast the hubs work, in real time: a scenario that runs faster than life divides.
 *
 * @param buildTakes from the build pod's start to the pushed image
 * @param keepAliveEvery time between two keep-alive comments (25 s in life)
 * @param launchTimeout how long a user's pod may take to run (600 s in life)
 * @param launchRetryDelay wait before the second launch attempt, doubled for each further one (4 s in life)
 * @param lingerAfter how long the stream stays open after its last event (60 s in life)
 * @param buildMaxAge how long a build pod may stay (4 h in life)
 * @param cullAfter how long a user's server lives
 */
public record HubSettings(
        Duration buildTakes,
        Duration keepAliveEvery,
        Duration launchTimeout,
        Duration launchRetryDelay,
        Duration lingerAfter,
        Duration buildMaxAge,
        Duration cullAfter) {

    /** As in life (a build of three minutes, servers culled after ten), so many times faster. */
    public static HubSettings faster(double speedUp) {
        return new HubSettings(
                divide(Duration.ofMinutes(3), speedUp),
                divide(Duration.ofSeconds(25), speedUp),
                divide(Duration.ofSeconds(600), speedUp),
                divide(Duration.ofSeconds(4), speedUp),
                divide(Duration.ofSeconds(60), speedUp),
                divide(Duration.ofHours(4), speedUp),
                divide(Duration.ofMinutes(10), speedUp));
    }

    private static Duration divide(Duration life, double speedUp) {
        return Duration.ofMillis(Math.max(200, Math.round(life.toMillis() / speedUp)));
    }
}
