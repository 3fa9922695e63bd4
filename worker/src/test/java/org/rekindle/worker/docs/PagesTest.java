// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages speak the words of the glossary, fit the screen, and lead to places that exist. */
class PagesTest {

    private static final int LONGEST = 140;

    /** A row of a table cannot be wrapped; a longer one is a paragraph that should stand below the table. */
    private static final int LONGEST_ROW = 420;

    /** A link in a page, to a page. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

    @Test
    void noPageSpeaksTheOldDialect() {
        assertThat(Pages.all()).hasSizeGreaterThan(25);
        assertThat(faults(page -> OldWords.in(Pages.withoutOldNames(page.text())).stream()))
                .isEmpty();
    }

    @Test
    void anOldWordIsNoticedInASentenceAndAnOldKeyInCode() {
        assertThat(OldWords.in("Magnum has taken down the delete.")).hasSize(1);
        assertThat(OldWords.in("The approval still counts, and nobody is told."))
                .hasSize(3);
        assertThat(OldWords.in("Set `lookAgain:`.")).hasSize(1);
        assertThat(OldWords.in("```\n./rekindle cloud left-overs CLUSTER\n```")).hasSize(1);
        assertThat(OldWords.in("The field `counts` and a link [here](0011-the-rate-limit-is-a-workflow.md)."))
                .isEmpty();
        assertThat(OldWords.in("An approver leaves the page. The run ended.")).isEmpty();
    }

    @Test
    void onlyTheTableOfRenamedThingsMaySayOldNames() {
        String page =
                "Set `confirmAfter`.\n\n#### Renamed\n\n| `lookAgain` | `confirmAfter` |\n\n### Fixed\n\nSet `aDay`.\n";

        assertThat(OldWords.in(Pages.withoutOldNames(page)))
                .hasSize(1)
                .first()
                .asString()
                .contains("aDay");
    }

    @Test
    void noLineIsLongerThanAScreen() {
        assertThat(faults(page -> tooLong(page.text()))).isEmpty();
    }

    @Test
    void aLongLineIsNoticedAlsoInATable() {
        assertThat(tooLong("x".repeat(141))).hasSize(1);
        assertThat(tooLong("x".repeat(140))).isEmpty();
        assertThat(tooLong("| " + "x".repeat(300) + " |")).isEmpty();
        assertThat(tooLong("| " + "x".repeat(420) + " |")).hasSize(1);
    }

    @Test
    void everyLinkLeadsToAPageAndAHeadingThatExist() {
        assertThat(faults(page -> deadLinks(page.file(), page.text()))).isEmpty();
    }

    @Test
    void aDeadLinkIsNoticed() {
        Path page = Path.of("../docs/lab.md");

        assertThat(deadLinks(page, "[x](nowhere.md)")).containsExactly("nowhere.md");
        assertThat(deadLinks(page, "[x](fleet.md#no-such-heading)")).containsExactly("fleet.md#no-such-heading");
        assertThat(deadLinks(page, "[x](fleet.md#the-policy), [y](https://example.org/), [z](../README.md)"))
                .isEmpty();
    }

    private interface Check {

        Stream<String> faults(Pages.Page page);
    }

    private static List<String> faults(Check check) {
        return Pages.all().stream()
                .flatMap(page -> check.faults(page).map(fault -> page.file().normalize() + ": " + fault))
                .toList();
    }

    private static Stream<String> tooLong(String text) {
        return text.lines().filter(line -> shown(line) > longest(line));
    }

    private static int longest(String line) {
        return line.stripLeading().startsWith("|") ? LONGEST_ROW : LONGEST;
    }

    /** Where a link leads is not shown, and cannot be wrapped. */
    private static int shown(String line) {
        return LINK.matcher(line).replaceAll("]").length();
    }

    private static Stream<String> deadLinks(Path file, String text) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return LINK.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .filter(target -> folder == null || !exists(file, folder, target));
    }

    private static boolean exists(Path from, Path folder, String target) {
        int anchor = target.indexOf('#');
        String path = anchor < 0 ? target : target.substring(0, anchor);
        Path page = path.isEmpty() ? from : folder.resolve(path);
        return Files.exists(page) && (anchor < 0 || anchors(page).contains(target.substring(anchor + 1)));
    }

    /** The names that GitHub gives to headings. */
    private static Set<String> anchors(Path page) {
        return FENCED.matcher(Pages.textOf(page))
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
