// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes as a test wishes. */
public final class SettableClock extends Clock {

    private Instant now;

    /** Stands at a time. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Goes on. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
