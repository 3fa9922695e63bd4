// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.survey.SurveyFleet;

/** Keeps the schedule of the survey as the fleet file wants it. */
final class SurveySchedule {

    private SurveySchedule() {}

    /** Creates the schedule, or gives it the present pause; whether somebody paused it stays as it is. */
    static void ensure(TemporalConnection connection, Duration every) {
        ScheduleClient schedules = schedules(connection);
        try {
            schedules.createSchedule(
                    Names.SURVEY,
                    schedule(every, ScheduleState.newBuilder().build()),
                    ScheduleOptions.newBuilder().build());
        } catch (ScheduleAlreadyRunningException e) {
            schedules
                    .getHandle(Names.SURVEY)
                    .update(input -> new ScheduleUpdate(
                            schedule(every, input.getDescription().getSchedule().getState())));
        }
    }

    /** The way to the schedules. */
    static ScheduleClient schedules(TemporalConnection connection) {
        return ScheduleClient.newInstance(
                connection.stubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(connection.namespace())
                        .build());
    }

    private static Schedule schedule(Duration every, ScheduleState state) {
        return Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(SurveyFleet.class)
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(Names.SURVEY)
                                .setTaskQueue(Names.TASK_QUEUE)
                                .setStaticSummary("Look at the certificate of every cluster")
                                // With a summary alone, the client cannot read its own schedule back.
                                .setStaticDetails(
                                        "Starts a rotation where one ends soon, and a recovery where one has ended.")
                                .build())
                        .build())
                .setSpec(ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                        .build())
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .build())
                .setState(state)
                .build();
    }
}
