// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SeededFateTest {

    @Test
    void aSeedDecidesTheSameEachTime() {
        assertThat(verdicts(Fate.bySeed(42))).isEqualTo(verdicts(Fate.bySeed(42)));
        assertThat(verdicts(Fate.bySeed(42))).isNotEqualTo(verdicts(Fate.bySeed(43)));
    }

    @Test
    void everyTroubleComesToEveryOperationSometime() {
        for (Operation operation : Operation.values()) {
            Set<Trouble> seen = EnumSet.noneOf(Trouble.class);
            LongStream.range(0, 400).forEach(seed -> {
                Trouble trouble = Fate.bySeed(seed).of(operation, 1).trouble();
                if (trouble != null) {
                    seen.add(trouble);
                }
            });
            assertThat(seen).as(operation.words()).containsExactlyInAnyOrder(Trouble.values());
        }
    }

    @Test
    void someRunsHaveLittleTroubleAndSomeMuch() {
        List<Long> troubles = LongStream.range(0, 100)
                .mapToObj(seed -> verdicts(Fate.bySeed(seed)).stream()
                        .filter(verdict -> verdict.trouble() != null)
                        .count())
                .sorted()
                .toList();

        assertThat(troubles.get(5)).isLessThan(troubles.get(95) / 3);
    }

    @Test
    void withSomeSeedsAnOperationIsOutOfOrderForAWhile() {
        long longOutages = LongStream.rangeClosed(1, 400)
                .filter(seed -> Arrays.stream(Operation.values())
                        .anyMatch(operation -> IntStream.rangeClosed(4, 50)
                                .mapToObj(number -> Fate.bySeed(seed).of(operation, number))
                                .allMatch(verdict -> verdict.trouble() == Trouble.CUT_BEFORE
                                        || verdict.trouble() == Trouble.ERROR_BEFORE)))
                .count();

        assertThat(longOutages).isBetween(10L, 50L);
    }

    private static List<Fate.Verdict> verdicts(Fate fate) {
        return IntStream.rangeClosed(1, 200)
                .mapToObj(number -> fate.of(Operation.SHOW_CLUSTER, number))
                .toList();
    }
}
