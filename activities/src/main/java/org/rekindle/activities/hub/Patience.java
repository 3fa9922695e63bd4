// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a hub is waited for.
 *
 * @param forRoute how long a proxy may not know a new server: JupyterHub looks once a minute whether its proxy lost a route
 * @param pollEvery pause between two looks
 */
record Patience(Duration forRoute, Duration pollEvery) {

    private static final Duration ROUTE = Duration.ofSeconds(90);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** As usual, with no longer pauses than these. */
    static Patience of(Duration pollEvery) {
        if (pollEvery.compareTo(LONGEST_PAUSE) < 0) {
            return new Patience(ROUTE, pollEvery);
        }
        return new Patience(ROUTE, LONGEST_PAUSE);
    }

    /** {@code UNAVAILABLE} when the activity is no longer wanted. */
    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(pollEvery.toMillis());
        } catch (InterruptedException e) {
            throw HubHttp.interrupted();
        }
    }
}
