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

final class SeededFaultPolicyTest {

    @Test
    void aSeedDecidesTheSameEachTime() {
        assertThat(verdicts(FaultPolicy.bySeed(42))).isEqualTo(verdicts(FaultPolicy.bySeed(42)));
        assertThat(verdicts(FaultPolicy.bySeed(42))).isNotEqualTo(verdicts(FaultPolicy.bySeed(43)));
    }

    @Test
    void everyTroubleComesToEveryOperationSometime() {
        for (Operation operation : Operation.values()) {
            Set<NetworkFault> seen = EnumSet.noneOf(NetworkFault.class);
            LongStream.range(0, 400).forEach(seed -> {
                NetworkFault trouble = FaultPolicy.bySeed(seed).of(operation, 1).trouble();
                if (trouble != null) {
                    seen.add(trouble);
                }
            });
            assertThat(seen).as(operation.words()).containsExactlyInAnyOrder(NetworkFault.values());
        }
    }

    @Test
    void someRunsHaveLittleTroubleAndSomeMuch() {
        List<Long> troubles = LongStream.range(0, 100)
                .mapToObj(seed -> verdicts(FaultPolicy.bySeed(seed)).stream()
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
                                .mapToObj(number -> FaultPolicy.bySeed(seed).of(operation, number))
                                .allMatch(verdict -> verdict.trouble() == NetworkFault.CUT_BEFORE
                                        || verdict.trouble() == NetworkFault.ERROR_BEFORE)))
                .count();

        assertThat(longOutages).isBetween(10L, 50L);
    }

    private static List<FaultPolicy.Verdict> verdicts(FaultPolicy policy) {
        return IntStream.rangeClosed(1, 200)
                .mapToObj(number -> policy.of(Operation.SHOW_CLUSTER, number))
                .toList();
    }
}
