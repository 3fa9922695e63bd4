// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline of its own and an error that says what was seen last. */
public final class Waiting {
    private static final long LOOK_EVERY_MILLIS = 50;

    private Waiting() {}

    /**
     * Looks at a condition until it holds.
     *
     * @param what completes "waiting for …"
     * @param stopped ends the wait at once, as when the cluster is destroyed meanwhile
     * @param seen what to add to the error
     * @throws StoppedException when stopped
     * @throws PlaneException when the deadline passes, or when {@code condition} throws one
     */
    public static void until(
            String what, Duration deadline, BooleanSupplier condition, BooleanSupplier stopped, Supplier<String> seen) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (stopped.getAsBoolean()) {
                throw new StoppedException(what);
            }
            if (System.nanoTime() - end > 0) {
                throw new PlaneException(
                        "waited " + deadline.toSeconds() + " s for " + what + ", which did not come; " + seen.get());
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new StoppedException(what);
            }
        }
    }

    /** The wait was ended from outside: not a failure, but the result is not needed any more. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException(String what) {
            super("stopped while waiting for " + what);
        }
    }
}
