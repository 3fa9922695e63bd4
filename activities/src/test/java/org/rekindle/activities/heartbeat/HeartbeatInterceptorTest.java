// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a Temporal test server that does not skip time. */
class HeartbeatInterceptorTest {

    private static final String QUEUE = "heartbeat";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @ActivityInterface
    public interface Work {
        String work(String kind);
    }

    @WorkflowInterface
    public interface Run {
        @WorkflowMethod
        String run(String kind);
    }

    public static final class RunOnce implements Run {
        @Override
        public String run(String kind) {
            return Workflow.newActivityStub(
                            Work.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofSeconds(60))
                                    .setHeartbeatTimeout(TIMEOUT)
                                    .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setMaximumAttempts(2)
                                            .build())
                                    .build())
                    .work(kind);
        }
    }

    private static final class Worklist implements Work {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch never = new CountDownLatch(1);
        final AtomicBoolean interrupted = new AtomicBoolean();

        @Override
        public String work(String kind) {
            started.countDown();
            if (kind.equals("details")) {
                return details();
            }
            try {
                boolean released = never.await(kind.equals("long") ? 4 : 60, TimeUnit.SECONDS);
                return released ? "released" : "done";
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw new IllegalStateException("interrupted as any library would say it", e);
            }
        }

        /** The first attempt says something and fails a little later, when beats of the interceptor's own have gone out. */
        private String details() {
            var context = Activity.getExecutionContext();
            if (context.getInfo().getAttempt() > 1) {
                return context.getHeartbeatDetails(String.class).orElse("nothing");
            }
            context.heartbeat("said once");
            try {
                never.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("the first attempt fails");
        }
    }

    private TestWorkflowEnvironment temporal;
    private Worklist work;

    @BeforeEach
    void makeWork() {
        work = new Worklist();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void anActivityThatSaysNothingOutlivesTheHeartbeatTimeout() {
        start(true);

        assertThat(run("long")).isEqualTo("done");
    }

    @Test
    void withoutItTheSameActivityTimesOut() {
        start(false);

        assertThatThrownBy(() -> run("long"))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOf(TimeoutFailure.class);
    }

    @Test
    void aCancellationInterruptsAndIsToldAsOne() throws InterruptedException {
        start(true);
        WorkflowStub stub = stub();
        stub.start("endless");
        assertThat(work.started.await(10, TimeUnit.SECONDS)).isTrue();

        stub.cancel();

        assertThatThrownBy(() -> stub.getResult(20, TimeUnit.SECONDS, String.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .isInstanceOf(CanceledFailure.class);
        assertThat(work.interrupted).isTrue();
    }

    @Test
    void whatAnActivitySaidIsKept() {
        start(true);

        assertThat(run("details")).isEqualTo("said once");
    }

    private void start(boolean beating) {
        WorkerFactoryOptions.Builder factory = WorkerFactoryOptions.newBuilder();
        if (beating) {
            factory.setWorkerInterceptors(new HeartbeatInterceptor(Duration.ofMillis(200)));
        }
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkerFactoryOptions(factory.build())
                .build());
        Worker worker = temporal.newWorker(
                QUEUE,
                WorkerOptions.newBuilder()
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(200))
                        .build());
        worker.registerWorkflowImplementationTypes(RunOnce.class);
        worker.registerActivitiesImplementations(work);
        temporal.start();
    }

    private String run(String kind) {
        WorkflowStub stub = stub();
        stub.start(kind);
        return stub.getResult(String.class);
    }

    private WorkflowStub stub() {
        WorkflowClient client = temporal.getWorkflowClient();
        return client.newUntypedWorkflowStub(
                "Run", WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    }
}
