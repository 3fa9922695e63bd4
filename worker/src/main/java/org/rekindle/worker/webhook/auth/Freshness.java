// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.rekindle.worker.webhook.Unauthenticated;

/**
 * Whether a request was signed a short time ago: one that was recorded is refused later.
 *
 * @param tolerance how far the clocks may be apart, and how long the way may take
 */
record Freshness(Clock clock, Duration tolerance) {

    /** Seconds of years to come have no more. */
    private static final String SECONDS = "[0-9]{1,12}";

    /**
     * Checks a time in seconds since 1970.
     *
     * @throws Unauthenticated when it is none, or too far from now
     */
    void check(String timestamp) {
        if (!timestamp.matches(SECONDS)) {
            throw new Unauthenticated(
                    Unauthenticated.SIGNATURE, "The request has no timestamp in seconds that is signed.");
        }
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (distance.abs().compareTo(tolerance) > 0) {
            throw new Unauthenticated(
                    Unauthenticated.SIGNATURE,
                    "The request was signed more than " + tolerance.toSeconds()
                            + " s from now: it is a repetition of an old one, or a clock is wrong.");
        }
    }
}
