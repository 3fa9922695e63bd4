// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rekindle.worker.runs.TemporalConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long a run stands still after its worker was killed: until a step is begun again, or the history grows.
 * That there was nothing to do at the moment, but to wait for a human, is taken for going on.
 */
final class Resumption {

    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final TemporalConnection connection;
    private final DescribeWorkflowExecutionRequest question;
    private final List<Double> seconds = new CopyOnWriteArrayList<>();

    Resumption(TemporalConnection connection, String workflowId) {
        this.connection = connection;
        this.question = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
    }

    /** Kills, restarts, and waits until the run goes on. */
    void measure(Runnable killAndRestart) {
        Instant killed = Instant.now();
        long length = describe().getWorkflowExecutionInfo().getHistoryLength();
        killAndRestart.run();
        Instant deadline = killed.plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            if (goesOn(killed, length)) {
                seconds.add(Duration.between(killed, Instant.now()).toMillis() / 1000.0);
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        LOG.warn("after {} nothing went on yet", LONGEST);
        seconds.add((double) LONGEST.toSeconds());
    }

    List<Double> seconds() {
        return List.copyOf(seconds);
    }

    private boolean goesOn(Instant killed, long length) {
        DescribeWorkflowExecutionResponse now;
        try {
            now = describe();
        } catch (StatusRuntimeException serverAway) {
            // The server may be killed as well; it is asked again.
            LOG.debug("Temporal does not answer", serverAway);
            return false;
        }
        return now.getWorkflowExecutionInfo().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                || now.getWorkflowExecutionInfo().getHistoryLength() > length
                || now.getPendingActivitiesCount() == 0
                || now.getPendingActivitiesList().stream()
                        .map(PendingActivityInfo::getLastStartedTime)
                        .anyMatch(started -> instant(started).isAfter(killed));
    }

    private DescribeWorkflowExecutionResponse describe() {
        return connection.stubs().blockingStub().describeWorkflowExecution(question);
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
