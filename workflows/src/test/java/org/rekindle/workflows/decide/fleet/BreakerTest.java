// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.BreakerLimits;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.FleetState;
import org.rekindle.workflows.model.FleetState.Teardown;
import org.rekindle.workflows.model.Permit;
import org.rekindle.workflows.model.RunEnd;
import org.rekindle.workflows.model.TeardownWish;

final class BreakerTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final int FLEET = 20;

    @Test
    void theFirstOneMayBeginAndIsRemembered() {
        Breaker.Answer answer = Breaker.ask(FleetState.EMPTY, wish("a"), NOON);

        assertThat(answer.permit().isGranted()).isTrue();
        assertThat(answer.permit().planSha256()).isEqualTo("plan-of-a");
        assertThat(answer.permit().until()).isEqualTo(NOON.plus(Duration.ofHours(4)));
        assertThat(answer.state().teardowns()).containsExactly(teardown("a", NOON, true));
        assertThat(answer.state().expired()).containsOnlyKeys("a");
    }

    @Test
    void askedAgainItSaysTheSameAndCountsNothingTwice() {
        FleetState state = Breaker.ask(FleetState.EMPTY, wish("a"), NOON).state();
        Breaker.Answer again = Breaker.ask(state, wish("a"), NOON.plusSeconds(60));

        assertThat(again.permit().isGranted()).isTrue();
        assertThat(again.state().teardowns()).hasSize(1);
    }

    @Test
    void aNewPlanOfTheSameRunIsAskedAboutAnewAndCountedOnce() {
        FleetState before = state(teardown("other", NOON.minus(Duration.ofHours(20)), false));
        FleetState state = Breaker.ask(before, wish("a"), NOON).state();
        TeardownWish first = wish("a", true, 1, FLEET);
        TeardownWish newPlan = new TeardownWish(
                first.cluster(),
                first.uuid(),
                "new-plan",
                first.run(),
                first.clusters(),
                first.limits(),
                first.unattended(),
                first.unattendedADay(),
                first.pollEvery());

        assertThat(Breaker.ask(state, newPlan, NOON.plusSeconds(60)).permit().needsPeople())
                .isTrue();
        FleetState alone = Breaker.ask(FleetState.EMPTY, wish("a"), NOON).state();
        assertThat(Breaker.ask(alone, newPlan, NOON.plusSeconds(60)).state().teardowns())
                .extracting(Teardown::planSha256)
                .containsExactly("new-plan");
    }

    @Test
    void aSecondOneWaitsUntilTheFirstHasEndedHoweverItDid() {
        FleetState state = Breaker.ask(FleetState.EMPTY, wish("a"), NOON).state();
        Permit refused = Breaker.ask(state, wish("b"), NOON.plusSeconds(1)).permit();

        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.passing()).isTrue();
        assertThat(refused.needsPeople()).isFalse();
        assertThat(refused.refusal()).contains("Another teardown is under way (a, since " + NOON);
        FleetState ended = Breaker.ended(state, new RunEnd("a", "run-of-a", false));
        assertThat(Breaker.ask(ended, wish("b"), NOON.plusSeconds(2)).permit().isGranted())
                .isTrue();
    }

    @Test
    void aRefusalIsNotRememberedAsATeardown() {
        FleetState state = Breaker.ask(FleetState.EMPTY, wish("a"), NOON).state();

        assertThat(Breaker.ask(state, wish("b"), NOON).state().teardowns()).hasSize(1);
    }

    @Test
    void theFourthOfADayWaitsForTheDayToPass() {
        FleetState state = state(
                teardown("a", NOON.minus(Duration.ofHours(20)), false),
                teardown("b", NOON.minus(Duration.ofHours(10)), false),
                teardown("c", NOON.minus(Duration.ofHours(5)), false));
        Permit refused = Breaker.ask(state, wish("d"), NOON).permit();

        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.passing()).isFalse();
        assertThat(refused.refusal())
                .contains("3 teardowns have begun within 1 d", "may at " + NOON.plus(Duration.ofHours(4)));
        assertThat(Breaker.ask(state, wish("d"), NOON.plus(Duration.ofHours(4)))
                        .permit()
                        .isGranted())
                .isTrue();
    }

    @Test
    void whatTheFleetFileGaveLeaveForByItselfNeedsPeopleSooner() {
        FleetState state = state(teardown("a", NOON.minus(Duration.ofHours(20)), false));
        Permit unattended = Breaker.ask(state, wish("b", true, 1, FLEET), NOON).permit();

        assertThat(unattended.isGranted()).isFalse();
        assertThat(unattended.needsPeople()).isTrue();
        assertThat(unattended.passing()).isFalse();
        assertThat(Breaker.ask(state, wish("b", false, 1, FLEET), NOON).permit().isGranted())
                .isTrue();
        assertThat(Breaker.ask(state, wish("b", true, 2, FLEET), NOON).permit().isGranted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void aFifthOfTheFleetExpiredHasOneCause(int clusters, boolean refused) {
        FleetState state = Breaker.seen(FleetState.EMPTY, new FleetSeen(List.of("z"), List.of("y")), NOON);
        Permit permit = Breaker.ask(state, wish("a", false, 0, clusters), NOON).permit();

        assertThat(permit.isGranted()).isEqualTo(!refused);
        if (refused) {
            assertThat(permit.refusal()).contains("2 of 10 clusters are seen expired (a, z), 20 % of the fleet");
            assertThat(permit.passing()).isFalse();
        }
    }

    @Test
    void inASmallFleetOneExpiredClusterIsNoSign() {
        assertThat(Breaker.ask(FleetState.EMPTY, wish("a", false, 0, 1), NOON)
                        .permit()
                        .isGranted())
                .isTrue();
    }

    @Test
    void aClusterThatIsWellAgainCountsNoMore() {
        FleetState state = Breaker.seen(FleetState.EMPTY, new FleetSeen(List.of("a", "b"), List.of()), NOON);

        assertThat(Breaker.seen(state, new FleetSeen(List.of(), List.of("a")), NOON)
                        .expired())
                .containsOnlyKeys("b");
        assertThat(Breaker.ended(state, new RunEnd("a", "run-of-a", true)).expired())
                .containsOnlyKeys("b");
        assertThat(Breaker.ended(state, new RunEnd("a", "run-of-a", false)).expired())
                .containsOnlyKeys("a", "b");
    }

    @Test
    void whatWasSeenADayAgoIsForgotten() {
        FleetState state = new FleetState(
                List.of(), Map.of("z", NOON.minus(Duration.ofDays(1)), "y", NOON.minus(Duration.ofHours(23))));

        assertThat(Breaker.ask(state, wish("a"), NOON).state().expired()).containsOnlyKeys("a", "y");
    }

    @Test
    void aRunThatNeverSaidThatItEndedIsBelievedForThreeDays() {
        Instant begun = NOON.minus(Duration.ofDays(3));

        assertThat(Breaker.ask(state(teardown("a", begun, true)), wish("b"), NOON)
                        .permit()
                        .isGranted())
                .isFalse();
        Breaker.Answer later = Breaker.ask(state(teardown("a", begun.minusSeconds(1), true)), wish("b"), NOON);
        assertThat(later.permit().isGranted()).isTrue();
        assertThat(later.state().teardowns()).extracting(Teardown::cluster).containsExactly("b");
    }

    @Test
    void anotherClusterOfTheSameRunIsAskedForAnew() {
        FleetState state = Breaker.ask(FleetState.EMPTY, wish("a"), NOON).state();
        TeardownWish twin = new TeardownWish(
                "a", "uuid-of-the-twin", "plan-of-a", "run-of-a", FLEET, BreakerLimits.USUAL, false, 0, Duration.ZERO);

        assertThat(Breaker.ask(state, twin, NOON).state().teardowns()).hasSize(2);
    }

    private static FleetState state(Teardown... teardowns) {
        return new FleetState(List.of(teardowns), Map.of());
    }

    private static Teardown teardown(String cluster, Instant at, boolean open) {
        return new Teardown(cluster, "uuid-of-" + cluster, "plan-of-" + cluster, "run-of-" + cluster, at, open);
    }

    private static TeardownWish wish(String cluster) {
        return wish(cluster, false, 0, FLEET);
    }

    private static TeardownWish wish(String cluster, boolean unattended, int unattendedADay, int clusters) {
        return new TeardownWish(
                cluster,
                "uuid-of-" + cluster,
                "plan-of-" + cluster,
                "run-of-" + cluster,
                clusters,
                BreakerLimits.USUAL,
                unattended,
                unattendedADay,
                Duration.ofMinutes(2));
    }
}
