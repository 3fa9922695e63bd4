// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deliveries are remembered, and for how long. */
final class SeenDeliveriesTest {

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final SeenDeliveries seen = new SeenDeliveries(clock);

    @Test
    void aDeliveryIsKnownByAnyOfItsIdsAndToItsReceiverAlone() {
        seen.accept("pagerduty", List.of("a", "b"));

        assertThat(seen.isKnown("pagerduty", List.of("x", "b"))).isTrue();
        assertThat(seen.isKnown("grafana", List.of("b"))).isFalse();
        assertThat(seen.isKnown("pagerduty", List.of())).isFalse();
    }

    @Test
    void itIsForgottenWhenItsSenderRepeatsItNoMore() {
        seen.accept("r", List.of("a"));
        clock.pass(SeenDeliveries.LONGEST);
        assertThat(seen.isKnown("r", List.of("a"))).isTrue();

        clock.pass(Duration.ofSeconds(1));

        assertThat(seen.isKnown("r", List.of("a"))).isFalse();
    }

    @Test
    void ofTooManyTheOldestAreForgotten() {
        for (int i = 0; i <= SeenDeliveries.MOST; i++) {
            seen.accept("r", List.of("id-" + i));
        }

        assertThat(seen.isKnown("r", List.of("id-0"))).isFalse();
        assertThat(seen.isKnown("r", List.of("id-1"))).isTrue();
    }
}
