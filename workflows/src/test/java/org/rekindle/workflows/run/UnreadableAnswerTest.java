// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.activity.ActivityInterface;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;

/** A run that has deleted a cluster must not end because a worker of another release gave one answer. */
final class UnreadableAnswerTest {

    private final TestBed bed = new TestBed();

    /** The fleet file as another release tells of it. */
    @ActivityInterface(namePrefix = "Fleet.")
    public interface OtherRelease {

        Map<String, Object> describe(Map<String, Object> cluster);

        Map<String, Object> list();
    }

    /** Says what no release before it understands. */
    public static final class SaysMore implements OtherRelease {

        @Override
        public Map<String, Object> describe(Map<String, Object> cluster) {
            return Map.of("cluster", Map.of("id", "a"));
        }

        @Override
        public Map<String, Object> list() {
            return Map.of("clusters", Map.of("a", "b"));
        }
    }

    @BeforeEach
    void work() {
        Worker worker = bed.worker();
        Workflows.register(worker);
        worker.registerActivitiesImplementations(new SaysMore());
        bed.environment().start();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theAnswerOfALocalActivityLetsTheRunWait() {
        waits("RecoverCluster", Identifiers.workflowId(Samples.CLUSTER), Map.of("cluster", Samples.CLUSTER));
    }

    @Test
    void theAnswerOfARemoteActivityLetsTheRunWait() {
        waits("SurveyFleet", Identifiers.SURVEY);
    }

    private void waits(String type, String id, Object... input) {
        WorkflowStub run = bed.startRaw(type, id, input);

        await().until(() -> bed.history(id).getEvents().stream()
                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
                        || event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED));
        assertThat(run.describe().getStatus()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    }
}
