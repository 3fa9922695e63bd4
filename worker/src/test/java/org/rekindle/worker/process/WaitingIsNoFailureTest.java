// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.uber.m3.tally.ScopeCloseException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;
import org.slf4j.LoggerFactory;

/** Waiting is done by failing (ADR 0003), and must drown neither the log nor the metric of real failures. */
final class WaitingIsNoFailureTest {

    private static final int TRIES = 3;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger sdk = (Logger) LoggerFactory.getLogger("io.temporal.internal.activity");
    private final Metrics metrics = new Metrics();
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setMetricsScope(metrics.scope()).build());

    /** Something that is there at the third look. */
    @ActivityInterface
    public interface Looks {

        /** Looks once. */
        void look(boolean waiting);
    }

    /** Fails until then, as a look or as a system that does not answer. */
    public static final class LooksInVain implements Looks {

        @Override
        public void look(boolean waiting) {
            if (Activity.getExecutionContext().getInfo().getAttempt() < TRIES) {
                throw waiting
                        ? Failures.stillWaiting("Not there yet.", Duration.ofSeconds(1))
                        : Failures.of(FailureCode.UNAVAILABLE, "No answer.");
            }
        }
    }

    /** A run that waits. */
    @WorkflowInterface
    public interface Waits {

        /** Until it is there. */
        @WorkflowMethod
        void await(boolean waiting);
    }

    /** By one activity. */
    public static final class WaitsImpl implements Waits {

        @Override
        public void await(boolean waiting) {
            Workflow.newActivityStub(
                            Looks.class,
                            ActivityOptions.newBuilder()
                                    .setScheduleToCloseTimeout(Duration.ofHours(1))
                                    .build())
                    .look(waiting);
        }
    }

    @BeforeEach
    void work() {
        sdk.setLevel(Level.INFO);
        log.start();
        sdk.addAppender(log);
        Worker worker = temporal.newWorker("waiting");
        worker.registerWorkflowImplementationTypes(WaitsImpl.class);
        worker.registerActivitiesImplementations(new LooksInVain());
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
        sdk.detachAppender(log);
    }

    @Test
    void aLookInVainIsNeitherLoggedNorCounted() throws ScopeCloseException {
        run(true);

        assertThat(log.list).isEmpty();
        assertThat(failures()).isZero();
    }

    @Test
    void aRealFailureIsLoggedAndCounted() throws ScopeCloseException {
        run(false);

        assertThat(List.copyOf(log.list))
                .hasSize(TRIES - 1)
                .allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));
        assertThat(failures()).isEqualTo(TRIES - 1.0);
    }

    private void run(boolean waiting) {
        temporal.getWorkflowClient()
                .newWorkflowStub(
                        Waits.class,
                        WorkflowOptions.newBuilder().setTaskQueue("waiting").build())
                .await(waiting);
    }

    /** What is counted reaches the registry now and then, and at the end. */
    private double failures() throws ScopeCloseException {
        metrics.scope().close();
        return metrics.registry().find("temporal_activity_execution_failed").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
