// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;

/** A thousand alerts of one cluster must not fill the history of the run that works on it. */
class AlertStormTest {

    private static final int STORM = 1_000;
    private static final int FEW = 50;

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    /** As the real one is started and told. */
    @WorkflowInterface
    public interface RecoverCluster {

        /** Stays under way. */
        @WorkflowMethod
        void recover(RecoverRequest request);

        /** Takes an alert. */
        @SignalMethod
        void alert(Alert alert);
    }

    /** A run that waits for a person. */
    public static final class Waiting implements RecoverCluster {

        @Override
        public void recover(RecoverRequest request) {
            Workflow.sleep(Duration.ofDays(3));
        }

        @Override
        public void alert(Alert alert) {
            Workflow.getLogger(Waiting.class).debug("told");
        }
    }

    @BeforeEach
    void start() {
        Worker worker = temporal.newWorker(Identifiers.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(Waiting.class);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStormOfAThousandAlertsCostsFewEvents(boolean repeated) {
        WorkflowClient client = temporal.getWorkflowClient();
        TemporalRecoveries recoveries = TemporalRecoveries.over(client);
        Started first = recoveries.alert("pythia", new Alert("alertmanager", "key", "It fires."));
        assertThat(first.isNew()).isTrue();
        int before = events(client);

        for (int i = 0; i < STORM; i++) {
            Started told =
                    recoveries.alert("pythia", new Alert("alertmanager", repeated ? "key" : "key-" + i, "It fires."));
            assertThat(told.isNew()).isFalse();
            assertThat(told.runId()).isEqualTo(first.runId());
        }

        assertThat(events(client) - before).isLessThan(FEW);
    }

    @Test
    void theAlertThatStartsARunReachesItOnceAndAsASignal() {
        TemporalRecoveries.over(temporal.getWorkflowClient())
                .alert("pythia", new Alert("alertmanager", "key", "It fires."));

        List<HistoryEvent> history = temporal.getWorkflowClient()
                .fetchHistory(Identifiers.workflowId("pythia"))
                .getEvents();
        assertThat(history)
                .filteredOn(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .hasSize(1);
        assertThat(history.get(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getInput()
                        .toString())
                .contains("pythia")
                .doesNotContain("It fires.");
    }

    private static int events(WorkflowClient client) {
        return client.fetchHistory(Identifiers.workflowId("pythia")).getEvents().size();
    }
}
