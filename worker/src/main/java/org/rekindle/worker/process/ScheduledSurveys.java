// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.api.common.v1.WorkflowExecution;
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
import org.rekindle.workflows.model.run.SurveyResult;

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
                lastEnded(schedule.getInfo().getRecentActions()),
                schedule.getInfo().getRunningActions().stream()
                        .flatMap(action -> describe(action).stream())
                        .filter(run -> run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                        .map(WorkflowExecutionDescription::getExecutionTime)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    /** The newest that has completed; one that failed or was terminated is no survey. */
    private @Nullable Ended lastEnded(List<ScheduleActionResult> actions) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            Optional<WorkflowExecutionDescription> run = describe(actions.get(i).getAction());
            if (run.isPresent()
                    && run.get().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
                WorkflowExecution ended = run.get().getExecution();
                return new Ended(run.get().getCloseTime(), () -> result(ended));
            }
        }
        return null;
    }

    private SurveyResult result(WorkflowExecution survey) {
        return client.newUntypedWorkflowStub(
                        WorkflowTargetOptions.newBuilder()
                                .setWorkflowId(survey.getWorkflowId())
                                .setRunId(survey.getRunId())
                                .build(),
                        Optional.empty())
                .getResult(SurveyResult.class);
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
