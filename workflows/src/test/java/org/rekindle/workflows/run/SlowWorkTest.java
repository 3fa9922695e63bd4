// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.fakes.TestBed;

@Timeout(60)
final class SlowWorkTest {

    private final TestBed bed = new TestBed();

    /** Works one time after the other, and says what people are to know. */
    @WorkflowInterface
    public interface Works {

        /**
         * Works.
         *
         * @param usual minutes; negative where nothing is usual
         * @param minutes how long each work takes
         * @return minutes since the work began, and the kind of what was said
         */
        @WorkflowMethod
        List<String> work(int usual, List<Integer> minutes);
    }

    public static final class WorksImpl implements Works {

        private final List<String> said = new ArrayList<>();
        private Instant began = Instant.EPOCH;

        @Override
        public List<String> work(int usual, List<Integer> minutes) {
            SlowWork slow = new SlowWork(news ->
                    said.add(Duration.between(began, WorkflowClock.now()).toMinutes() + " " + news.kind()));
            for (int each : minutes) {
                began = WorkflowClock.now();
                Duration expected = usual < 0 ? null : Duration.ofMinutes(usual);
                slow.waitsFor(new WaitMeter.Wait("the delete", began, null, expected));
                Workflow.sleep(Duration.ofMinutes(each));
                slow.waitsFor(null);
            }
            Workflow.sleep(Duration.ofDays(1));
            return said;
        }
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void workThatTakesLongerThanTwiceAsLongAsUsualIsSaidAndThatItIsDone() {
        assertThat(said(10, 15, 30, 19)).containsExactly("20 SLOW", "30 ANSWERED");
    }

    @Test
    void whatUsuallyTakesAMinuteMayTakeTen() {
        assertThat(said(1, 9)).isEmpty();
        assertThat(said(1, 12)).containsExactly("10 SLOW", "12 ANSWERED");
    }

    @Test
    void whereNothingIsUsualNothingIsSlow() {
        assertThat(said(-1, 600)).isEmpty();
    }

    @BeforeEach
    void start() {
        Worker worker = bed.worker();
        worker.registerWorkflowImplementationTypes(WorksImpl.class);
        bed.environment().start();
    }

    private List<String> said(int usual, Integer... minutes) {
        return bed.client()
                .newWorkflowStub(
                        Works.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .build())
                .work(usual, List.of(minutes));
    }
}
