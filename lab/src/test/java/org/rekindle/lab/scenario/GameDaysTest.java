// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.lab.cloud.Mutation;

final class GameDaysTest {

    private static final Path PAGE = Path.of("../docs/scenarios.md");

    static List<Scenario> all() {
        return Scenarios.gameDays();
    }

    /** With {@code -Drekindle.days=S35,S36} these alone. Those in which people sign need a binary, and are played by {@link SignedApprovalIT}. */
    private static List<Scenario> played() {
        List<String> only = List.of(System.getProperty("rekindle.days", "").split(","));
        return all().stream()
                .filter(day -> day.people().isEmpty())
                .filter(day -> only.equals(List.of("")) || only.contains(String.valueOf(day.id())))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyGameDayEndsAsExpected(@TempDir Path folder) throws Exception {
        return GameDays.play(played(), folder, Talk.SILENT, result -> {}).stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.id() + " " + result.scenario(),
                        () -> assertThat(result.violations())
                                .as(
                                        "%s; it went so:%n%s",
                                        result.scenario(),
                                        result.view().timeline().stream()
                                                .map(entry -> entry.at() + " " + entry.what())
                                                .collect(Collectors.joining("\n")))
                                .isEmpty()));
    }

    @Test
    void theyAreInTheOrderOfTheirNumbersAndTheFirstTwentySixAreAllThere() {
        List<Integer> numbers = all().stream()
                .map(scenario -> Integer.parseInt(String.valueOf(scenario.id()).replaceAll("\\D", "")))
                .distinct()
                .toList();

        assertThat(numbers).isSorted();
        assertThat(numbers).containsAll(IntStream.rangeClosed(1, 26).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyGameDaySaysItsDecisionAndWhatIsDestroyed(Scenario scenario) {
        assertThat(scenario.expect().remedies()).as(scenario.name()).isNotEmpty();
        assertThat(scenario.expect().mutations()).as(scenario.name()).containsKey(Mutation.Kind.DELETE);
    }

    /** With {@code -Drekindle.docs=write} that part is written instead, which is what {@code make docs} does. */
    @Test
    void thePageTellsOfEachGameDay() throws IOException {
        String page = Files.readString(PAGE);
        int mark = page.indexOf(ScenariosPage.MARK);
        assertThat(mark).as("the mark in docs/scenarios.md").isPositive();
        String made = ScenariosPage.of(all());
        if ("write".equals(System.getProperty("rekindle.docs"))) {
            Files.writeString(PAGE, page.substring(0, mark) + made);
            page = Files.readString(PAGE);
        }

        assertThat(page.substring(mark))
                .as("docs/scenarios.md; `make docs` writes it")
                .isEqualTo(made);
    }
}
