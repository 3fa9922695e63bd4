// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.TeardownRateLimit;
import org.rekindle.workflows.api.TeardownRateLimitActivities;
import org.rekindle.workflows.decide.plan.CanonicalHash;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

/** The teardown rate limit lives for ever and runs wait for it for hours: neither may fill its history. */
final class TeardownRateLimitHistoryTest {

    private static final Duration POLL = Duration.ofMinutes(5);

    /** One when the wait begins, and one each twelve hours; an update costs five events. */
    private static final long MOST_UPDATES_A_DAY = 3;

    /** When a server suggests to continue as new. */
    private static final int LONG_HISTORY = 4_096;

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
    private final WorkflowClient client = temporal.getWorkflowClient();
    private final CountingActivities activities = new CountingActivities(new TemporalTeardownRateLimit(client));

    /** Counts how often it is asked. */
    private record CountingActivities(TeardownRateLimitActivities real, AtomicInteger requests)
            implements TeardownRateLimitActivities {

        CountingActivities(TeardownRateLimitActivities real) {
            this(real, new AtomicInteger());
        }

        @Override
        public Permit ask(TeardownRequest request) {
            requests.incrementAndGet();
            return real.ask(request);
        }

        @Override
        public void ended(RunEnd end) {
            real.ended(end);
        }

        @Override
        public void seen(FleetSighting seen) {
            real.seen(seen);
        }
    }

    /** A run that does nothing but ask. */
    @WorkflowInterface
    public interface AskingRun {

        /** Waits for its permit. */
        @WorkflowMethod
        Permit ask(TeardownRequest request);
    }

    /** As a recovery asks. */
    public static final class AskingRunImpl implements AskingRun {

        @Override
        public Permit ask(TeardownRequest request) {
            return Workflow.newActivityStub(
                            TeardownRateLimitActivities.class,
                            ActivityOptions.newBuilder()
                                    .setScheduleToCloseTimeout(Duration.ofDays(3))
                                    .setStartToCloseTimeout(Duration.ofMinutes(2))
                                    .build())
                    .ask(request);
        }
    }

    @BeforeEach
    void work() {
        Worker worker = temporal.newWorker(Identifiers.TASK_QUEUE);
        Workflows.register(worker);
        worker.registerWorkflowImplementationTypes(AskingRunImpl.class);
        worker.registerActivitiesImplementations(activities);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    /** What is counted is updates, since the server in memory keeps the workflow tasks of refused ones; a real one does not. */
    @Test
    void aRunThatWaitsForADayCostsThreeUpdates() {
        assertThat(activities.ask(request("first")).isGranted()).isTrue();
        WorkflowStub waiting = start("second");
        temporal.sleep(Duration.ofDays(1));

        assertThat(activities.requests()).hasValueGreaterThan(250);
        assertThat(acceptedUpdates()).isBetween(2L, 1 + MOST_UPDATES_A_DAY);
        assertThat(client.fetchHistory("second").getEvents()).hasSizeLessThan(10);
        assertThat(rateLimit().state().expired()).containsOnlyKeys("first", "second");
        activities.ended(new RunEnd("first", "run-of-first", true));
        assertThat(waiting.getResult(Permit.class).isGranted()).isTrue();
    }

    @Test
    void aRunThatIsCancelledWhileItWaitsBlocksNoOther() {
        activities.ask(request("first"));
        WorkflowStub cancelled = start("second");
        WorkflowStub waiting = start("third");
        temporal.sleep(Duration.ofMinutes(5).plusSeconds(7));
        cancelled.cancel();
        // A request that is on its way when its run ends may still be granted, so the run must have ended first.
        assertThatThrownBy(() -> cancelled.getResult(Permit.class)).isInstanceOf(WorkflowFailedException.class);
        activities.ended(new RunEnd("first", "run-of-first", true));

        assertThat(waiting.getResult(Permit.class).isGranted()).isTrue();
    }

    @Test
    void aLongHistoryContinuesAsANewOneThatKnowsTheSame() {
        activities.ask(request("first"));
        String before = runId();
        for (int updates = 0; runId().equals(before); updates++) {
            assertThat(updates).as("updates without an end").isLessThan(LONG_HISTORY / 4);
            activities.ask(request("first"));
        }

        assertThat(client.fetchHistory(Identifiers.TEARDOWN_RATE_LIMIT).getEvents())
                .hasSizeLessThan(LONG_HISTORY);
        assertThat(rateLimit().state().teardowns())
                .extracting(each -> each.cluster())
                .containsExactly("first");
    }

    private WorkflowStub start(String cluster) {
        AskingRun run = client.newWorkflowStub(
                AskingRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(Identifiers.TASK_QUEUE)
                        .setWorkflowId(cluster)
                        .build());
        WorkflowClient.start(run::ask, request(cluster));
        return WorkflowStub.fromTyped(run);
    }

    private TeardownRateLimit rateLimit() {
        return client.newWorkflowStub(TeardownRateLimit.class, Identifiers.TEARDOWN_RATE_LIMIT);
    }

    private String runId() {
        return client.newUntypedWorkflowStub(Identifiers.TEARDOWN_RATE_LIMIT)
                .describe()
                .getExecution()
                .getRunId();
    }

    private long acceptedUpdates() {
        return client.fetchHistory(Identifiers.TEARDOWN_RATE_LIMIT).getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)
                .count();
    }

    private static TeardownRequest request(String cluster) {
        return new TeardownRequest(
                cluster,
                new ClusterUuid(UUID.nameUUIDFromBytes(cluster.getBytes(StandardCharsets.UTF_8))
                        .toString()),
                new PlanHash(CanonicalHash.of("plan-of-" + cluster)),
                "run-of-" + cluster,
                100,
                TeardownLimits.USUAL,
                false,
                0,
                POLL);
    }
}
