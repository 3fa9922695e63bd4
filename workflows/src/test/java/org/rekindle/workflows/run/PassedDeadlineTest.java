// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.fakes.TestBed;

/** What is left of a deadline may be nothing when something else took long. Temporal takes that for no deadline at all. */
@Timeout(60)
final class PassedDeadlineTest {

    private final TestBed bed = new TestBed();

    /** Waits for what never comes. */
    @ActivityInterface
    public interface Nothing {

        void await();
    }

    public static final class NothingComes implements Nothing {

        @Override
        public void await() {
            throw Failures.stillWaiting("Nothing has come.", Duration.ofSeconds(20));
        }
    }

    /** Says why the wait ended. */
    @WorkflowInterface
    public interface WaitsSoLong {

        @WorkflowMethod
        String await(long seconds);
    }

    public static final class WaitsSoLongImpl implements WaitsSoLong {

        @Override
        public String await(long seconds) {
            try {
                ActivityStubs.remote(Nothing.class, "Wait for nothing", Duration.ofSeconds(seconds))
                        .await();
                return "";
            } catch (ActivityFailure failure) {
                return ActivityFailures.code(failure);
            }
        }
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aDeadlineThatHasPassedLeavesTimeForOneTry() {
        Worker worker = bed.worker();
        worker.registerWorkflowImplementationTypes(WaitsSoLongImpl.class);
        worker.registerActivitiesImplementations(new NothingComes());
        bed.environment().start();

        assertThat(await(30)).isEqualTo("STILL_WAITING");
        assertThat(await(0)).isEqualTo("STILL_WAITING");
        assertThat(await(-3600)).isEqualTo("STILL_WAITING");
    }

    private String await(long seconds) {
        return bed.client()
                .newWorkflowStub(
                        WaitsSoLong.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .build())
                .await(seconds);
    }
}
