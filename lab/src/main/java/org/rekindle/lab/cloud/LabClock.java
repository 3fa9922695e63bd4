// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast the simulated cloud lives.
 *
 * <p>Only durations are sped up. Points in time are those of the wall clock, because the certificates and the API
 * servers behind the cloud are real and know no other: a certificate that expires "in ten minutes" does so in ten real
 * minutes, while a cluster whose creation takes ten virtual minutes is there after ten seconds at a speed-up of 60.
 *
 * @param clock the wall clock
 * @param speedUp how many virtual seconds pass in one real second; greater than zero
 * @param pace who waits until the time has come
 */
public record LabClock(Clock clock, double speedUp, Pace pace) {

    public LabClock {
        if (!(speedUp > 0) || Double.isInfinite(speedUp)) {
            throw new IllegalArgumentException("The speed-up must be a number greater than 0, but is " + speedUp + ".");
        }
    }

    /** A clock of the wall, by which threads really wait. */
    public LabClock(Clock clock, double speedUp) {
        this(clock, speedUp, Pace.OF_LIFE);
    }

    /** A clock that runs {@code speedUp} times as fast as life. */
    public static LabClock fasterBy(double speedUp) {
        return new LabClock(Clock.systemUTC(), speedUp);
    }

    /** The time on the wall. */
    public Instant now() {
        return clock.instant();
    }

    /** How long a virtual duration really takes. */
    public Duration real(Duration virtual) {
        return Duration.ofNanos(Math.round(virtual.toNanos() / speedUp));
    }

    /** The virtual duration that passes while {@code real} does. */
    public Duration virtual(Duration real) {
        return Duration.ofNanos(Math.round(real.toNanos() * speedUp));
    }
}
