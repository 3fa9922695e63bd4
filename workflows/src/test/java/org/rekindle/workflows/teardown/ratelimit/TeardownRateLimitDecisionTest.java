// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState.Teardown;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;

final class TeardownRateLimitDecisionTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final int FLEET = 20;

    @Test
    void theFirstOneMayBeginAndIsRemembered() {
        TeardownRateLimitDecision.Answer answer =
                TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON);

        assertThat(answer.permit().isGranted()).isTrue();
        assertThat(answer.permit().planSha256()).isEqualTo(Samples.planHash("plan-of-a"));
        assertThat(answer.permit().until()).isEqualTo(NOON.plus(Duration.ofHours(4)));
        assertThat(answer.state().teardowns()).containsExactly(teardown("a", NOON, true));
        assertThat(answer.state().expired()).containsOnlyKeys("a");
    }

    @Test
    void theSameRequestGetsTheSameAnswerAndCountsOnce() {
        TeardownRateLimitState state = TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON)
                .state();
        TeardownRateLimitDecision.Answer again =
                TeardownRateLimitDecision.ask(state, request("a"), NOON.plusSeconds(60));

        assertThat(again.permit().isGranted()).isTrue();
        assertThat(again.state().teardowns()).hasSize(1);
    }

    @Test
    void aNewPlanOfTheSameRunGetsANewAnswerAndCountsOnce() {
        TeardownRateLimitState before = state(teardown("other", NOON.minus(Duration.ofHours(20)), false));
        TeardownRateLimitState state =
                TeardownRateLimitDecision.ask(before, request("a"), NOON).state();
        TeardownRequest first = request("a", true, 1, FLEET);
        TeardownRequest newPlan = new TeardownRequest(
                first.cluster(),
                first.uuid(),
                Samples.planHash("new-plan"),
                first.run(),
                first.clusters(),
                first.limits(),
                first.unattended(),
                first.unattendedPerDay(),
                first.pollEvery());

        assertThat(TeardownRateLimitDecision.ask(state, newPlan, NOON.plusSeconds(60))
                        .permit()
                        .needsPeople())
                .isTrue();
        TeardownRateLimitState alone = TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON)
                .state();
        assertThat(TeardownRateLimitDecision.ask(alone, newPlan, NOON.plusSeconds(60))
                        .state()
                        .teardowns())
                .extracting(Teardown::planSha256)
                .containsExactly(Samples.planHash("new-plan"));
    }

    @Test
    void aSecondOneWaitsUntilTheFirstHasEndedHoweverItDid() {
        TeardownRateLimitState state = TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON)
                .state();
        Permit refused = TeardownRateLimitDecision.ask(state, request("b"), NOON.plusSeconds(1))
                .permit();

        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.passing()).isTrue();
        assertThat(refused.needsPeople()).isFalse();
        assertThat(refused.refusal()).contains("Another teardown is under way (a, since " + NOON);
        TeardownRateLimitState ended = TeardownRateLimitDecision.ended(state, new RunEnd("a", "run-of-a", false));
        assertThat(TeardownRateLimitDecision.ask(ended, request("b"), NOON.plusSeconds(2))
                        .permit()
                        .isGranted())
                .isTrue();
    }

    @Test
    void aRefusalIsNotRememberedAsATeardown() {
        TeardownRateLimitState state = TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON)
                .state();

        assertThat(TeardownRateLimitDecision.ask(state, request("b"), NOON)
                        .state()
                        .teardowns())
                .hasSize(1);
    }

    @Test
    void theFourthOfADayWaitsForTheDayToPass() {
        TeardownRateLimitState state = state(
                teardown("a", NOON.minus(Duration.ofHours(20)), false),
                teardown("b", NOON.minus(Duration.ofHours(10)), false),
                teardown("c", NOON.minus(Duration.ofHours(5)), false));
        Permit refused =
                TeardownRateLimitDecision.ask(state, request("d"), NOON).permit();

        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.passing()).isFalse();
        assertThat(refused.refusal())
                .contains("3 teardowns began within 1 d", "may begin at " + NOON.plus(Duration.ofHours(4)));
        assertThat(TeardownRateLimitDecision.ask(state, request("d"), NOON.plus(Duration.ofHours(4)))
                        .permit()
                        .isGranted())
                .isTrue();
    }

    @Test
    void whatTheFleetFileApprovesByItselfNeedsPeopleSooner() {
        TeardownRateLimitState state = state(teardown("a", NOON.minus(Duration.ofHours(20)), false));
        Permit unattended = TeardownRateLimitDecision.ask(state, request("b", true, 1, FLEET), NOON)
                .permit();

        assertThat(unattended.isGranted()).isFalse();
        assertThat(unattended.needsPeople()).isTrue();
        assertThat(unattended.passing()).isFalse();
        assertThat(TeardownRateLimitDecision.ask(state, request("b", false, 1, FLEET), NOON)
                        .permit()
                        .isGranted())
                .isTrue();
        assertThat(TeardownRateLimitDecision.ask(state, request("b", true, 2, FLEET), NOON)
                        .permit()
                        .isGranted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void aFifthOfTheFleetExpiredHasOneCause(int clusters, boolean refused) {
        TeardownRateLimitState state = TeardownRateLimitDecision.seen(
                TeardownRateLimitState.EMPTY, new FleetSighting(List.of("z"), List.of("y")), NOON);
        Permit permit = TeardownRateLimitDecision.ask(state, request("a", false, 0, clusters), NOON)
                .permit();

        assertThat(permit.isGranted()).isEqualTo(!refused);
        if (refused) {
            assertThat(permit.refusal()).contains("2 of 10 clusters are seen expired (a, z), 20 % of the fleet");
            assertThat(permit.passing()).isFalse();
        }
    }

    @Test
    void inASmallFleetOneExpiredClusterIsNoSign() {
        assertThat(TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a", false, 0, 1), NOON)
                        .permit()
                        .isGranted())
                .isTrue();
    }

    @Test
    void aClusterThatIsWellAgainIsExpiredNoMore() {
        TeardownRateLimitState state = TeardownRateLimitDecision.seen(
                TeardownRateLimitState.EMPTY, new FleetSighting(List.of("a", "b"), List.of()), NOON);

        assertThat(TeardownRateLimitDecision.seen(state, new FleetSighting(List.of(), List.of("a")), NOON)
                        .expired())
                .containsOnlyKeys("b");
        assertThat(TeardownRateLimitDecision.ended(state, new RunEnd("a", "run-of-a", true))
                        .expired())
                .containsOnlyKeys("b");
        assertThat(TeardownRateLimitDecision.ended(state, new RunEnd("a", "run-of-a", false))
                        .expired())
                .containsOnlyKeys("a", "b");
    }

    @Test
    void whatWasSeenADayAgoIsForgotten() {
        TeardownRateLimitState state = new TeardownRateLimitState(
                List.of(), Map.of("z", NOON.minus(Duration.ofDays(1)), "y", NOON.minus(Duration.ofHours(23))));

        assertThat(TeardownRateLimitDecision.ask(state, request("a"), NOON)
                        .state()
                        .expired())
                .containsOnlyKeys("a", "y");
    }

    @Test
    void aRunThatNeverReportedItsEndCountsForThreeDays() {
        Instant begun = NOON.minus(Duration.ofDays(3));

        assertThat(TeardownRateLimitDecision.ask(state(teardown("a", begun, true)), request("b"), NOON)
                        .permit()
                        .isGranted())
                .isFalse();
        TeardownRateLimitDecision.Answer later =
                TeardownRateLimitDecision.ask(state(teardown("a", begun.minusSeconds(1), true)), request("b"), NOON);
        assertThat(later.permit().isGranted()).isTrue();
        assertThat(later.state().teardowns()).extracting(Teardown::cluster).containsExactly("b");
    }

    @Test
    void anotherClusterOfTheSameRunGetsAnAnswerOfItsOwn() {
        TeardownRateLimitState state = TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON)
                .state();
        TeardownRequest duplicate = new TeardownRequest(
                "a",
                Samples.clusterUuid("the duplicate"),
                Samples.planHash("plan-of-a"),
                "run-of-a",
                FLEET,
                TeardownLimits.USUAL,
                false,
                0,
                Duration.ZERO);

        assertThat(TeardownRateLimitDecision.ask(state, duplicate, NOON).state().teardowns())
                .hasSize(2);
    }

    /** That its cluster is expired must reach the others, so the first request of a run is answered and noted. */
    @Test
    void theFirstRequestIsNotedAndTheNextOnesWait() {
        TeardownRateLimitState before = state(teardown("a", NOON, true));
        assertThat(TeardownRateLimitDecision.mustWait(before, request("b"), NOON))
                .isEmpty();
        TeardownRateLimitState noted =
                TeardownRateLimitDecision.ask(before, request("b"), NOON).state();

        assertThat(TeardownRateLimitDecision.mustWait(noted, request("b"), NOON.plusSeconds(20)))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("Another teardown is under way (a,"));
        TeardownRateLimitState ended = TeardownRateLimitDecision.ended(noted, new RunEnd("a", "run-of-a", true));
        assertThat(TeardownRateLimitDecision.mustWait(ended, request("b"), NOON.plusSeconds(40)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT11H59M59S, true", "PT12H, false"})
    void aClusterThatWaitsIsNotedAgainBeforeItIsForgotten(Duration since, boolean waits) {
        TeardownRateLimitState noted = TeardownRateLimitDecision.ask(
                        state(teardown("a", NOON, true)), request("b"), NOON)
                .state();

        assertThat(TeardownRateLimitDecision.mustWait(noted, request("b"), NOON.plus(since)))
                .matches(reason -> reason.isPresent() == waits);
    }

    @Test
    void whatAHumanMustKnowOfIsAnsweredAndNotWaitedFor() {
        TeardownRateLimitState full = new TeardownRateLimitState(
                List.of(
                        teardown("x", NOON.minus(Duration.ofHours(20)), false),
                        teardown("y", NOON.minus(Duration.ofHours(10)), false),
                        teardown("z", NOON.minus(Duration.ofHours(5)), false)),
                Map.of("d", NOON));

        assertThat(TeardownRateLimitDecision.mustWait(full, request("d"), NOON)).isEmpty();
    }

    @Test
    void aRunThatHasItsPermitDoesNotWaitForItself() {
        TeardownRateLimitState state = TeardownRateLimitDecision.ask(TeardownRateLimitState.EMPTY, request("a"), NOON)
                .state();

        assertThat(TeardownRateLimitDecision.mustWait(state, request("a"), NOON.plusSeconds(1)))
                .isEmpty();
    }

    private static TeardownRateLimitState state(Teardown... teardowns) {
        return new TeardownRateLimitState(List.of(teardowns), Map.of());
    }

    private static Teardown teardown(String cluster, Instant at, boolean open) {
        return new Teardown(
                cluster,
                Samples.clusterUuid(cluster),
                Samples.planHash("plan-of-" + cluster),
                "run-of-" + cluster,
                at,
                open);
    }

    private static TeardownRequest request(String cluster) {
        return request(cluster, false, 0, FLEET);
    }

    private static TeardownRequest request(String cluster, boolean unattended, int unattendedPerDay, int clusters) {
        return new TeardownRequest(
                cluster,
                Samples.clusterUuid(cluster),
                Samples.planHash("plan-of-" + cluster),
                "run-of-" + cluster,
                clusters,
                TeardownLimits.USUAL,
                unattended,
                unattendedPerDay,
                Duration.ofMinutes(2));
    }
}
