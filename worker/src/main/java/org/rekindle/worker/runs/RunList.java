// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.SearchAttributes;

/** Lists runs as Temporal's visibility store shows them. */
final class RunList {

    private static final String PREFIX = Identifiers.workflowId("");

    private RunList() {}

    static List<Run> of(WorkflowClient client) {
        Map<String, Run> latest = new LinkedHashMap<>();
        client.listExecutions("WorkflowId STARTS_WITH '" + PREFIX + "'")
                .filter(execution -> isOfACluster(execution.getExecution().getWorkflowId()))
                .map(RunList::run)
                .forEach(run -> latest.merge(run.cluster(), run, RunList::later));
        return latest.values().stream()
                .sorted(Comparator.comparing((Run run) -> run.closedAt() != null)
                        .thenComparing(Run::cluster))
                .toList();
    }

    static boolean isRunning(WorkflowStub stub) {
        return running(stub).isPresent();
    }

    /** The run under way. */
    static Optional<WorkflowExecution> running(WorkflowStub stub) {
        return described(stub).map(WorkflowExecutionDescription::getExecution);
    }

    /** The recovery under way: other workflows of a cluster have the same id. */
    static Optional<WorkflowExecution> runningRecovery(WorkflowStub stub) {
        return described(stub)
                .filter(run -> run.getWorkflowType().equals(RecoverCluster.class.getSimpleName()))
                .map(WorkflowExecutionDescription::getExecution);
    }

    private static Optional<WorkflowExecutionDescription> described(WorkflowStub stub) {
        try {
            return Optional.of(stub.describe())
                    .filter(run -> run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Children of a run carry its id as the beginning of theirs. */
    private static boolean isOfACluster(String workflowId) {
        return workflowId.startsWith(PREFIX) && workflowId.indexOf('/', PREFIX.length()) < 0;
    }

    private static Run later(Run one, Run other) {
        return one.startedAt().isAfter(other.startedAt()) ? one : other;
    }

    private static Run run(WorkflowExecutionMetadata execution) {
        return new Run(
                execution.getExecution().getWorkflowId().substring(PREFIX.length()),
                execution.getWorkflowType(),
                execution
                        .getStatus()
                        .name()
                        .replace("WORKFLOW_EXECUTION_STATUS_", "")
                        .toLowerCase(Locale.ROOT),
                attribute(execution, SearchAttributes.PHASE),
                attribute(execution, SearchAttributes.OUTCOME),
                attribute(execution, SearchAttributes.TRIGGER),
                attribute(execution, SearchAttributes.APPROVAL),
                notAfter(execution),
                execution.getStartTime(),
                closed(execution),
                execution.getExecution().getRunId());
    }

    private static @Nullable Instant closed(WorkflowExecutionMetadata execution) {
        if (execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            return null;
        }
        return execution.getCloseTime();
    }

    private static @Nullable Instant notAfter(WorkflowExecutionMetadata execution) {
        OffsetDateTime notAfter = attribute(execution, SearchAttributes.CERTIFICATE_NOT_AFTER);
        if (notAfter == null) {
            return null;
        }
        return notAfter.toInstant();
    }

    private static <T> @Nullable T attribute(WorkflowExecutionMetadata execution, SearchAttributeKey<T> key) {
        return execution.getTypedSearchAttributes().get(key);
    }
}
