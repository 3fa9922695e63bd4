// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.TeardownRateLimit;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;

final class TeardownRateLimitTest {

    private final TestBed bed = new TestBed();

    @BeforeEach
    void work() {
        Workflows.register(bed.worker());
        bed.environment().start();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void oneTeardownAtATimeIsLetBegin() {
        TeardownRateLimit guard = start(TeardownRateLimitState.EMPTY);

        assertThat(guard.ask(Samples.teardownRequest("a", 10)).isGranted()).isTrue();
        assertThat(guard.ask(Samples.teardownRequest("a", 10)).isGranted())
                .as("asked again")
                .isTrue();
        assertThat(guard.ask(Samples.teardownRequest("b", 10)).refusal()).contains("Another teardown is under way (a,");
        guard.ended(new RunEnd("a", "run-of-a", true));
        assertThat(guard.ask(Samples.teardownRequest("b", 10)).isGranted()).isTrue();
    }

    @Test
    void aPermitFallsAwayFourHoursAfterItsOwnClock() {
        TeardownRateLimit guard = start(TeardownRateLimitState.EMPTY);
        bed.environment().sleep(Duration.ofDays(2));

        assertThat(guard.ask(Samples.teardownRequest("a", 10)).until())
                .isBetween(
                        bed.clock().instant().plus(Duration.ofHours(4)).minusSeconds(60),
                        bed.clock().instant().plus(Duration.ofHours(4)));
    }

    @Test
    void whatASurveySawCounts() {
        TeardownRateLimit guard = start(TeardownRateLimitState.EMPTY);
        guard.seen(new FleetSighting(List.of("x", "y"), List.of("z")));

        assertThat(guard.ask(Samples.teardownRequest("a", 10)).refusal())
                .contains("3 of 10 clusters are seen expired (a, x, y)");
        assertThat(guard.state().expired()).containsOnlyKeys("a", "x", "y");
    }

    @Test
    void aRequestThatNamesNoPlanIsRefusedAndTheNextOneIsAnswered() {
        TeardownRateLimit guard = start(TeardownRateLimitState.EMPTY);
        Map<String, Object> request = Map.of("cluster", "a", "planSha256", "plan-of-a", "run", "run-of-a");

        assertThatThrownBy(() -> WorkflowStub.fromTyped(guard).update("ask", Permit.class, request))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("The hash of a plan has 64 hexadecimal digits");
        assertThat(guard.ask(Samples.teardownRequest("a", 10)).isGranted()).isTrue();
    }

    private static Stream<Arguments> rubbishSignals() {
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("cluster", null);
        nobody.put("run", null);
        nobody.put("well", true);
        return Stream.of(
                arguments("ended", new Object[] {}),
                arguments("ended", new Object[] {null}),
                arguments("ended", new Object[] {Map.of()}),
                arguments("ended", new Object[] {nobody}),
                arguments("ended", new Object[] {"a"}),
                arguments("seen", new Object[] {}),
                arguments("seen", new Object[] {null}),
                arguments("seen", new Object[] {Map.of()}),
                arguments("seen", new Object[] {Map.of("expired", Collections.singletonList(null))}),
                arguments("seen", new Object[] {Map.of("well", Collections.singletonList(null))}),
                arguments("seen", new Object[] {3}));
    }

    @ParameterizedTest
    @MethodSource("rubbishSignals")
    void aRubbishSignalDoesNotKeepTheNextRequestFromAnAnswer(String signal, Object[] argument) {
        TeardownRateLimit guard = start(TeardownRateLimitState.EMPTY);

        WorkflowStub.fromTyped(guard).signal(signal, argument);

        assertThat(guard.ask(Samples.teardownRequest("a", 10)).isGranted()).isTrue();
    }

    private static Stream<Map<String, Object>> rubbishRequests() {
        Map<String, Object> whole = Map.of(
                "cluster",
                "a",
                "uuid",
                Samples.clusterUuid("a").value(),
                "planSha256",
                Samples.planHash("plan-of-a").value(),
                "run",
                "run-of-a",
                "clusters",
                10,
                "limits",
                Map.of("maxConcurrent", 1, "maxPerDay", 3, "expiredPercent", 20));
        return Stream.concat(
                Stream.of(Map.of()),
                Stream.of("cluster", "uuid", "planSha256", "run", "limits").map(left -> {
                    Map<String, Object> request = new HashMap<>(whole);
                    request.remove(left);
                    return request;
                }));
    }

    @ParameterizedTest
    @MethodSource("rubbishRequests")
    void aRequestThatLacksSomethingIsRefusedAndTheNextOneIsAnswered(Map<String, Object> request) {
        TeardownRateLimit guard = start(TeardownRateLimitState.EMPTY);

        assertThatThrownBy(() -> WorkflowStub.fromTyped(guard).update("ask", Permit.class, request))
                .isInstanceOf(WorkflowUpdateException.class);
        assertThat(guard.ask(Samples.teardownRequest("b", 10)).isGranted()).isTrue();
    }

    /** As it does by itself when its history has become long. */
    @Test
    void itGoesOnWithWhatAnEarlierExecutionKnew() {
        TeardownRateLimitState known = new TeardownRateLimitState(
                List.of(new TeardownRateLimitState.Teardown(
                        "a",
                        Samples.clusterUuid("a"),
                        Samples.planHash("plan-of-a"),
                        "run-of-a",
                        bed.clock().instant(),
                        true)),
                Map.of());

        assertThat(start(known).ask(Samples.teardownRequest("b", 10)).refusal())
                .contains("Another teardown is under way (a,");
    }

    private TeardownRateLimit start(TeardownRateLimitState known) {
        TeardownRateLimit guard = bed.client()
                .newWorkflowStub(
                        TeardownRateLimit.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .setWorkflowId(Identifiers.TEARDOWN_RATE_LIMIT)
                                .build());
        WorkflowClient.start(guard::limit, known);
        return guard;
    }
}
