// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.process.WorkerHealth.Failing;

/** What a supervisor may go by, and what is told to people beside it. */
final class WorkerHealthTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aSilentSenderIsNamedAndNoReasonToStartTheWorkerAnew() {
        WorkerHealth health = new WorkerHealth.Checks(registry)
                .with("temporal", Optional::empty)
                .warning("watchdog", () -> Optional.of("No Watchdog has come."))
                .look();

        assertThat(health)
                .isEqualTo(
                        new WorkerHealth(true, List.of(), List.of(new Failing("watchdog", "No Watchdog has come."))));
        assertThat(registry.get("rekindle_health_check_failing")
                        .tag("check", "watchdog")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aTemporalThatIsAwayIsNotWell() {
        WorkerHealth health = new WorkerHealth.Checks(registry)
                .with("temporal", () -> Optional.of("Temporal answers no poll."))
                .warning("watchdog", Optional::empty)
                .look();

        assertThat(health)
                .isEqualTo(new WorkerHealth(
                        false, List.of(new Failing("temporal", "Temporal answers no poll.")), List.of()));
    }
}
