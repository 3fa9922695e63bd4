// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what happens to each request. */
@FunctionalInterface
public interface FaultPolicy {

    /** Nothing ever happens. */
    FaultPolicy NONE = (operation, number) -> Verdict.SPARED;

    /**
     * What happens to a request.
     *
     * @param number its number among those of its operation, from 1 on
     */
    Verdict of(Operation operation, int number);

    /** The policy of a seed. With some there is little trouble, with some much. */
    static FaultPolicy bySeed(long seed) {
        return bySeed(seed, 1);
    }

    /**
     * The same in a hurry.
     *
     * @param speedUp how much shorter everything lasts than in life
     */
    static FaultPolicy bySeed(long seed, double speedUp) {
        return new SeededFaultPolicy(seed, speedUp);
    }

    /**
     * What happens to one request.
     *
     * @param trouble null when nothing does
     * @param status what a gateway answers
     * @param pause how long it takes, where it takes a while
     * @param second whether the second of two answers is the one that comes back
     */
    record Verdict(@Nullable NetworkFault trouble, int status, Duration pause, boolean second) {

        /** Nothing happens. */
        static final Verdict SPARED = new Verdict(null, 0, Duration.ZERO, false);
    }
}
