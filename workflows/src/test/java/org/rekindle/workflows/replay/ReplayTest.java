// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.NonDeterministicException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.prove.VerifyClusterImpl;
import org.rekindle.workflows.recover.RecoverClusterImpl;
import org.rekindle.workflows.redeploy.RedeployHubsImpl;
import org.rekindle.workflows.rotate.RotateCertificatesImpl;
import org.rekindle.workflows.survey.SurveyFleetImpl;
import org.rekindle.workflows.teardown.ratelimit.TeardownRateLimitImpl;

/**
 * Every history that a release recorded must be replayed by the code as it is now: a run that is under way when the worker
 * is replaced goes on only then. {@link RecordHistories} tells how to add one.
 */
final class ReplayTest {

    private static final int MOST_EVENTS = 390;
    private static final String ID = Identifiers.workflowId(Samples.CLUSTER);

    static List<Path> histories() throws IOException {
        return Histories.all();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theCodeStillDoesWhatItDid(Path file) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(
                read(file),
                RecoverClusterImpl.class,
                RedeployHubsImpl.class,
                RotateCertificatesImpl.class,
                SurveyFleetImpl.class,
                TeardownRateLimitImpl.class,
                VerifyClusterImpl.class);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void hoursOfWaitingAddNoEvents(Path file) throws IOException {
        assertThat(read(file).getEvents()).hasSizeLessThanOrEqualTo(MOST_EVENTS);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void noSecretIsInIt(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("PRIVATE KEY", "BEGIN CERTIFICATE", "password", "client-key");
    }

    @Test
    void thereIsSomethingToReplay() throws IOException {
        assertThat(histories()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void everyWorkflowHasAHistory() throws IOException {
        assertThat(histories())
                .extracting(file -> read(file)
                        .getHistory()
                        .getEvents(0)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getWorkflowType()
                        .getName())
                .contains(
                        "RecoverCluster",
                        "RedeployHubs",
                        "RotateCertificates",
                        "SurveyFleet",
                        "TeardownRateLimit",
                        "VerifyCluster");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Magnum.RequestDelete", "Magnum.RequestCreate", "Inventory.Volumes", "Inventory.RebuildFacts"})
    void aHistoryThatDiffersIsNoticed(String activity) throws IOException {
        String text = Files.readString(Histories.of("recover", "incident", "0.1.0"));
        assertThat(text).contains("\"" + activity + "\"");
        WorkflowExecutionHistory differs =
                WorkflowExecutionHistory.fromJson(text.replace("\"" + activity + "\"", "\"Magnum.Other\""), ID);

        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(differs, RecoverClusterImpl.class))
                .hasStackTraceContaining(NonDeterministicException.class.getName())
                .hasStackTraceContaining("Magnum.Other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fleet.List", "Magnum.Observe", "RecoverCluster", "RotateCertificates"})
    void aSurveyThatDiffersIsNoticed(String name) throws IOException {
        String text = Files.readString(Histories.of("survey", "mixed-fleet", "0.1.0"));
        assertThat(text).contains("\"" + name + "\"");
        WorkflowExecutionHistory differs =
                WorkflowExecutionHistory.fromJson(text.replace("\"" + name + "\"", "\"Other\""), ID);

        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(differs, SurveyFleetImpl.class))
                .hasStackTraceContaining(NonDeterministicException.class.getName())
                .hasStackTraceContaining("Other");
    }

    @Test
    void codeThatDiffersIsNoticed() throws IOException {
        WorkflowExecutionHistory history = read(Histories.of("recover", "incident-wise", "0.1.0"));

        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history, DifferentRecovery.class))
                .hasStackTraceContaining(NonDeterministicException.class.getName());
    }

    private static WorkflowExecutionHistory read(Path file) throws IOException {
        return WorkflowExecutionHistory.fromJson(Files.readString(file), ID);
    }

    /** A recovery that takes a rest before it begins. */
    @WorkflowInterface
    public interface RestedRecovery {

        @WorkflowMethod(name = "RecoverCluster")
        void recover(RecoverRequest request);
    }

    /** See {@link RestedRecovery}. */
    public static final class DifferentRecovery implements RestedRecovery {

        @Override
        public void recover(RecoverRequest request) {
            Workflow.sleep(Duration.ofMinutes(1));
        }
    }
}
