// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.List;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.SurveyFleet;

/** Keeps the schedule of the survey as the fleet file wants it. */
final class SurveySchedule {

    private SurveySchedule() {}

    /** Creates the schedule, or gives it the present pause. */
    static void ensure(TemporalConnection connection, Duration every) {
        Schedules.ensure(
                Schedules.client(connection),
                Identifiers.SURVEY,
                ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(SurveyFleet.class)
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(Identifiers.SURVEY)
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .setStaticSummary("Look at the certificate of every cluster")
                                // With a summary alone, the client cannot read its own schedule back.
                                .setStaticDetails(
                                        "Starts a rotation where one ends soon, and a recovery where one has expired.")
                                .build())
                        .build(),
                ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                        .build());
    }
}
