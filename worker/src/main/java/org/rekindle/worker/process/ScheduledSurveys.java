// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.schedules.ScheduleActionExecution;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;

/** The scheduled surveys, as the schedule and their runs show them. */
final class ScheduledSurveys implements SurveyWatch.Surveys {

    private final ScheduleClient schedules;
    private final WorkflowClient client;

    ScheduledSurveys(ScheduleClient schedules, WorkflowClient client) {
        this.schedules = schedules;
        this.client = client;
    }

    @Override
    public Seen look() {
        ScheduleDescription schedule = schedules.getHandle(Identifiers.SURVEY).describe();
        return new Seen(
                schedule.getSchedule().getState() != null
                        && schedule.getSchedule().getState().isPaused(),
                lastEnd(schedule.getInfo().getRecentActions()),
                schedule.getInfo().getRunningActions().stream()
                        .flatMap(action -> describe(action).stream())
                        .filter(run -> run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                        .map(WorkflowExecutionDescription::getExecutionTime)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    /** The newest that has completed; one that failed or was terminated is no survey. */
    private @Nullable Instant lastEnd(List<ScheduleActionResult> actions) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            Optional<WorkflowExecutionDescription> run = describe(actions.get(i).getAction());
            if (run.isPresent()
                    && run.get().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
                return run.get().getCloseTime();
            }
        }
        return null;
    }

    private Optional<WorkflowExecutionDescription> describe(@Nullable ScheduleActionExecution action) {
        if (!(action instanceof ScheduleActionExecutionStartWorkflow started)) {
            return Optional.empty();
        }
        try {
            return Optional.of(client.newUntypedWorkflowStub(
                            WorkflowTargetOptions.newBuilder()
                                    .setWorkflowId(started.getWorkflowId())
                                    .setFirstExecutionRunId(started.getFirstExecutionRunId())
                                    .build(),
                            Optional.empty())
                    .describe());
        } catch (WorkflowNotFoundException kept) {
            // Older than Temporal keeps its runs.
            return Optional.empty();
        }
    }
}
