// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the hubs work, in real time: a scenario that runs faster than life divides.
 *
 * @param buildTakes from the build pod's start to the pushed image
 * @param keepAliveEvery time between two keep-alive comments (25 s in life)
 * @param launchTimeout how long a user's pod may take to run (10 min in life)
 * @param launchRetryDelay wait before the second launch attempt, doubled for each further one (4 s in life)
 * @param lingerAfter how long the stream stays open after its last event (60 s in life)
 * @param buildMaxAge how long a build pod may stay (4 h in life)
 * @param cullAfter how long a user's server lives
 * @param websockets false for an ingress that passes none
 * @param login in front of all hubs; null for none
 */
public record HubSettings(
        Duration buildTakes,
        Duration keepAliveEvery,
        Duration launchTimeout,
        Duration launchRetryDelay,
        Duration lingerAfter,
        Duration buildMaxAge,
        Duration cullAfter,
        boolean websockets,
        @Nullable FrontLogin login) {

    /** A real scheduler and a real kwok run a pod. They go no faster, and may have just been started on a busy machine. */
    private static final Duration SHORTEST_LAUNCH = Duration.ofSeconds(60);

    /** As in life (a build of three minutes, servers culled after ten), so many times faster. */
    public static HubSettings faster(double speedUp, boolean websockets, @Nullable FrontLogin login) {
        return new HubSettings(
                divide(Duration.ofMinutes(3), speedUp),
                divide(Duration.ofSeconds(25), speedUp),
                launchTimeout(speedUp),
                divide(Duration.ofSeconds(4), speedUp),
                divide(Duration.ofSeconds(60), speedUp),
                divide(Duration.ofHours(4), speedUp),
                divide(Duration.ofMinutes(10), speedUp),
                websockets,
                login);
    }

    private static Duration launchTimeout(double speedUp) {
        Duration divided = divide(Duration.ofMinutes(10), speedUp);
        return divided.compareTo(SHORTEST_LAUNCH) < 0 ? SHORTEST_LAUNCH : divided;
    }

    private static Duration divide(Duration life, double speedUp) {
        return Duration.ofMillis(Math.max(200, Math.round(life.toMillis() / speedUp)));
    }
}
