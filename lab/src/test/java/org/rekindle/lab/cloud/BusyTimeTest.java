// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The union of intervals. */
class BusyTimeTest {

    @Test
    void overlappingIntervalsCountOnceAndPausesDoNot() {
        BusyTime busy = new BusyTime();
        assertThat(busy.total()).isZero();
        busy.begin("one");
        busy.begin("two");
        busy.end("one");
        assertThat(busy.idle()).isFalse();
        Awaitility.await().until(() -> busy.total().compareTo(Duration.ofMillis(5)) > 0);
        busy.end("two");
        busy.end("two");
        Duration total = busy.total();

        assertThat(busy.idle()).isTrue();
        long pause = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - pause > 5_000_000);
        assertThat(busy.total()).isEqualTo(total);
    }
}
