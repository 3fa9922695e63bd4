// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.BreakerLimits;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

final class GuardFleetTest {

    private final TestBed bed = new TestBed();

    @BeforeEach
    void work() {
        Workflows.register(bed.worker());
        bed.environment().start();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void oneTeardownAtATimeIsLetBegin() {
        GuardFleet guard = start(FleetState.EMPTY);

        assertThat(guard.ask(wish("a")).isGranted()).isTrue();
        assertThat(guard.ask(wish("a")).isGranted()).as("asked again").isTrue();
        assertThat(guard.ask(wish("b")).refusal()).contains("Another teardown is under way (a,");
        guard.ended(new RunEnd("a", "run-of-a", true));
        assertThat(guard.ask(wish("b")).isGranted()).isTrue();
    }

    @Test
    void aPermitFallsAwayFourHoursAfterItsOwnClock() {
        GuardFleet guard = start(FleetState.EMPTY);
        bed.environment().sleep(Duration.ofDays(2));

        assertThat(guard.ask(wish("a")).until())
                .isBetween(
                        bed.clock().instant().plus(Duration.ofHours(4)).minusSeconds(60),
                        bed.clock().instant().plus(Duration.ofHours(4)));
    }

    @Test
    void whatASurveySawCounts() {
        GuardFleet guard = start(FleetState.EMPTY);
        guard.seen(new FleetSeen(List.of("x", "y"), List.of("z")));

        assertThat(guard.ask(wish("a")).refusal()).contains("3 of 10 clusters are seen expired (a, x, y)");
        assertThat(guard.state().expired()).containsOnlyKeys("a", "x", "y");
    }

    /** As it does by itself when its history has become long. */
    @Test
    void itGoesOnWithWhatAnEarlierExecutionKnew() {
        FleetState known = new FleetState(
                List.of(new FleetState.Teardown(
                        "a", "uuid-of-a", "plan-of-a", "run-of-a", bed.clock().instant(), true)),
                Map.of());

        assertThat(start(known).ask(wish("b")).refusal()).contains("Another teardown is under way (a,");
    }

    private GuardFleet start(FleetState known) {
        GuardFleet guard = bed.client()
                .newWorkflowStub(
                        GuardFleet.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Names.TASK_QUEUE)
                                .setWorkflowId(Names.GUARD)
                                .build());
        WorkflowClient.start(guard::guard, known);
        return guard;
    }

    private static TeardownWish wish(String cluster) {
        return new TeardownWish(
                cluster,
                "uuid-of-" + cluster,
                "plan-of-" + cluster,
                "run-of-" + cluster,
                10,
                BreakerLimits.USUAL,
                false,
                0,
                Duration.ofMinutes(2));
    }
}
