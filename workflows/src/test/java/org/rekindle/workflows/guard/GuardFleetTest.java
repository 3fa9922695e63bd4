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
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.RunEnd;

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

        assertThat(guard.ask(Samples.wish("a", 10)).isGranted()).isTrue();
        assertThat(guard.ask(Samples.wish("a", 10)).isGranted())
                .as("asked again")
                .isTrue();
        assertThat(guard.ask(Samples.wish("b", 10)).refusal()).contains("Another teardown is under way (a,");
        guard.ended(new RunEnd("a", "run-of-a", true));
        assertThat(guard.ask(Samples.wish("b", 10)).isGranted()).isTrue();
    }

    @Test
    void aPermitFallsAwayFourHoursAfterItsOwnClock() {
        GuardFleet guard = start(FleetState.EMPTY);
        bed.environment().sleep(Duration.ofDays(2));

        assertThat(guard.ask(Samples.wish("a", 10)).until())
                .isBetween(
                        bed.clock().instant().plus(Duration.ofHours(4)).minusSeconds(60),
                        bed.clock().instant().plus(Duration.ofHours(4)));
    }

    @Test
    void whatASurveySawCounts() {
        GuardFleet guard = start(FleetState.EMPTY);
        guard.seen(new FleetSeen(List.of("x", "y"), List.of("z")));

        assertThat(guard.ask(Samples.wish("a", 10)).refusal()).contains("3 of 10 clusters are seen expired (a, x, y)");
        assertThat(guard.state().expired()).containsOnlyKeys("a", "x", "y");
    }

    /** As it does by itself when its history has become long. */
    @Test
    void itGoesOnWithWhatAnEarlierExecutionKnew() {
        FleetState known = new FleetState(
                List.of(new FleetState.Teardown(
                        "a", "uuid-of-a", "plan-of-a", "run-of-a", bed.clock().instant(), true)),
                Map.of());

        assertThat(start(known).ask(Samples.wish("b", 10)).refusal()).contains("Another teardown is under way (a,");
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
}
