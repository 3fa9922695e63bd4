// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Names for what its maker did not name. */
final class RandomNames {

    private static final List<String> LETTERS = List.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu");

    private RandomNames() {}

    /** Such as {@code zeta-22-cluster}. */
    static String random(String suffix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return LETTERS.get(random.nextInt(LETTERS.size())) + "-" + (1 + random.nextInt(24)) + "-" + suffix;
    }
}
