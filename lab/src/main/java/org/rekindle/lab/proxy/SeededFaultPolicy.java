// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What happens to each request, decided by a seed. It depends on the request's operation and on how many of that operation
 * came before, and on nothing else, so that requests which are sent at the same time cannot change one another's policy.
 *
 * <p>With some seeds one operation is out of order for a while, often for longer than a step is tried by itself.
 */
final class SeededFaultPolicy implements FaultPolicy {

    /** Those that only a gateway answers, and what a service answers itself when it is overrun. */
    private static final List<Integer> ERRORS = List.of(500, 502, 503, 504);

    private static final int LONGEST_PAUSE_SECONDS = 40;
    private static final int LATEST_SECONDS = 300;

    private static final List<NetworkFault> TROUBLES = List.of(NetworkFault.values());
    private static final List<NetworkFault> OUT_OF_ORDER = List.of(NetworkFault.CUT_BEFORE, NetworkFault.ERROR_BEFORE);
    private static final int ONE_OUTAGE_IN = 8;
    private static final int LATEST_START = 4;
    private static final int LONGEST_OUTAGE = 90;

    private final long seed;
    private final double speedUp;
    private final double ofLooks;
    private final double ofChanges;

    /**
     * A policy by a seed: some runs have little trouble, some much.
     *
     * @param speedUp how much shorter everything lasts than in life
     */
    SeededFaultPolicy(long seed, double speedUp) {
        this.seed = seed;
        this.speedUp = speedUp;
        this.ofLooks = share(seed, 1, 0.02, 0.25);
        this.ofChanges = share(seed, 2, 0.15, 0.6);
    }

    @Override
    public Verdict of(Operation operation, int number) {
        SplittableRandom random = random(seed, 31L * operation.name().hashCode() + number);
        if (isOutOfOrder(operation, number)) {
            return verdict(random, OUT_OF_ORDER.get(random.nextInt(OUT_OF_ORDER.size())));
        }
        boolean spared = random.nextDouble() >= (operation.changes() ? ofChanges : ofLooks);
        return verdict(random, spared ? null : TROUBLES.get(random.nextInt(TROUBLES.size())));
    }

    private boolean isOutOfOrder(Operation operation, int number) {
        SplittableRandom random = random(seed, 3);
        boolean happens = random.nextInt(ONE_OUTAGE_IN) == 0;
        boolean toThisOne = operation == Operation.values()[random.nextInt(Operation.values().length)];
        int from = 1 + random.nextInt(LATEST_START);
        return happens
                && toThisOne
                && number >= from
                && number < from + random.nextInt(Math.max(1, (int) (LONGEST_OUTAGE / speedUp)));
    }

    private Verdict verdict(SplittableRandom random, @Nullable NetworkFault trouble) {
        int seconds = 1 + random.nextInt(trouble == NetworkFault.LATE ? LATEST_SECONDS : LONGEST_PAUSE_SECONDS);
        return new Verdict(
                trouble,
                trouble == NetworkFault.TOO_MANY ? 429 : ERRORS.get(random.nextInt(ERRORS.size())),
                Duration.ofMillis(Math.round(1000 * seconds / speedUp)),
                random.nextBoolean());
    }

    private static double share(long seed, long stream, double least, double most) {
        return least + (most - least) * random(seed, stream).nextDouble();
    }

    /** A stream of its own for each question, so that one question more does not change the answers to the others. */
    private static SplittableRandom random(long seed, long stream) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(~stream).nextLong());
    }
}
