// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import org.rekindle.worker.runs.TemporalConnection;

/** Creates Temporal schedules, or gives them their present form. */
final class Schedules {

    private Schedules() {}

    /** The client for schedules. */
    static ScheduleClient client(TemporalConnection connection) {
        return ScheduleClient.newInstance(
                connection.stubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(connection.namespace())
                        .build());
    }

    /**
     * Has a schedule start a workflow. While one of its runs is under way, the next is skipped. A schedule that an operator has
     * paused stays paused.
     */
    static void ensure(ScheduleClient schedules, String id, ScheduleActionStartWorkflow action, ScheduleSpec spec) {
        try {
            schedules.createSchedule(
                    id,
                    schedule(action, spec, ScheduleState.newBuilder().build()),
                    ScheduleOptions.newBuilder().build());
        } catch (ScheduleAlreadyRunningException e) {
            schedules
                    .getHandle(id)
                    .update(input -> new ScheduleUpdate(schedule(
                            action, spec, input.getDescription().getSchedule().getState())));
        }
    }

    private static Schedule schedule(ScheduleActionStartWorkflow action, ScheduleSpec spec, ScheduleState state) {
        return Schedule.newBuilder()
                .setAction(action)
                .setSpec(spec)
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .build())
                .setState(state)
                .build();
    }
}
