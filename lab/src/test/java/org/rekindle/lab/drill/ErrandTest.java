// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.lab.proxy.Fate;
import org.rekindle.lab.proxy.Operation;
import org.rekindle.lab.proxy.Passage;
import org.rekindle.lab.proxy.Trouble;

/** Single runs: without trouble, with one thing that happens, and by the seeds that failed once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrandTest {

    private final House house;

    ErrandTest(@TempDir Path folder) {
        house = new House(folder, new PaperStage());
    }

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest
    @EnumSource(Errand.class)
    void endsAsItShouldAndAsksNobodyWhenThereIsNoTrouble(Errand errand) throws Exception {
        DrillRun run = house.play(1, errand, Fate.KIND);

        assertThat(run.violations()).isEmpty();
        assertThat(run.stuck()).isEmpty();
    }

    @Test
    void anUpgradeThatReachesMagnumTwiceIsAwaitedAndNotGivenUp() throws Exception {
        DrillRun run = house.play(1, Errand.RENEW, first(Operation.UPGRADE, Trouble.DUPLICATE));

        assertThat(run.violations()).isEmpty();
        assertThat(answers(run, Operation.UPGRADE)).containsExactly(List.of(202, 400));
    }

    @Test
    void aCreateThatReachesMagnumTwiceLeavesOneCluster() throws Exception {
        DrillRun run = house.play(1, Errand.REBUILD, first(Operation.CREATE, Trouble.DUPLICATE));

        assertThat(run.violations()).isEmpty();
        assertThat(answers(run, Operation.CREATE)).containsExactly(List.of(202, 202));
        assertThat(answers(run, Operation.DELETE))
                .as("the old one and the twin")
                .hasSize(2);
    }

    @Test
    void aCreateThatArrivesMinutesAfterItWasGivenUpLeavesOneCluster() throws Exception {
        DrillRun run = house.play(1, Errand.REBUILD, first(Operation.CREATE, Trouble.LATE));

        assertThat(run.violations()).isEmpty();
        assertThat(answers(run, Operation.CREATE)).containsExactly(List.of(202), List.of(202));
        assertThat(answers(run, Operation.DELETE))
                .as("the old one and the twin")
                .hasSize(2);
    }

    @Test
    void aNodeGroupThatReachesMagnumTwiceIsMadeOnce() throws Exception {
        DrillRun run = house.play(1, Errand.REBUILD, first(Operation.ADD_NODE_GROUP, Trouble.DUPLICATE));

        assertThat(run.violations()).isEmpty();
        assertThat(run.stuck()).isEmpty();
    }

    @Test
    void aSeedReproducesItsRun() throws Exception {
        assertThat(sorted(house.play(20, Errand.of(20), Fate.bySeed(20))))
                .isEqualTo(sorted(house.play(20, Errand.of(20), Fate.bySeed(20))));
    }

    @Test
    void theRefereeSeesThatTheDecisionIsAnother() throws Exception {
        assertThat(house.play(1, Errand.REJECTED, Fate.KIND, Errand.REBUILD).violations())
                .singleElement()
                .asString()
                .startsWith("The run ended in REJECTED and not in REBUILT_NOT_PROVEN");
    }

    /** What they found is told by the tests above; the seeds stay, since each of them met more than one thing. */
    @ParameterizedTest(name = "seed {0}: {1}")
    @CsvSource({
        "13, a create that arrived twice left a second cluster",
        "33, so did one of a template that never comes up",
        "34, an upgrade that arrived twice was taken for refused",
        "59, and so it was by the preventive workflow"
    })
    void aSeedThatFailedOnceHolds(long seed, String what) throws Exception {
        DrillRun run = house.play(seed, Errand.of(seed), Fate.bySeed(seed));

        assertThat(run.violations()).as(what).isEmpty();
    }

    /** Something happens to the first request of an operation, and nothing to any other. */
    private static Fate first(Operation of, Trouble trouble) {
        return (operation, number) -> operation == of && number == 1
                ? new Fate.Verdict(trouble, 503, Duration.ofMinutes(4), true)
                : Fate.KIND.of(operation, number);
    }

    /** What was asked at the same time may come by in either order. */
    private static List<String> sorted(DrillRun run) {
        return run.passages().stream().map(Passage::toString).sorted().toList();
    }

    private static List<List<Integer>> answers(DrillRun run, Operation operation) {
        return run.passages().stream()
                .filter(passage -> passage.operation() == operation)
                .map(Passage::answers)
                .toList();
    }
}
