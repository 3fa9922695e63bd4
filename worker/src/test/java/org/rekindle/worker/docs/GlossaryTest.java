// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The glossary is short, sorted, and names only keys that the page of the fleet file explains. */
class GlossaryTest {

    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    private static final Pattern SENTENCE_END = Pattern.compile("[.?!](?:\\s|$)");

    /** A row of the glossary. */
    private record Entry(String word, String meaning, String keys) {}

    @Test
    void thirtyWordsOrMoreStandInTheirOrder() {
        List<String> words = entries().stream().map(Entry::word).toList();

        assertThat(words)
                .hasSizeGreaterThanOrEqualTo(30)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(words)
                .contains(
                        "approval",
                        "expired",
                        "valid",
                        "accepted",
                        "orphan",
                        "simulated",
                        "guard",
                        "teardown rate limit");
    }

    @Test
    void aMeaningIsOneSentenceOrTwo() {
        assertThat(entries())
                .allSatisfy(entry -> assertThat(
                                SENTENCE_END.matcher(entry.meaning()).results().count())
                        .as(entry.word())
                        .isBetween(1L, 2L));
    }

    @Test
    void everyKeyIsExplainedOnThePageOfTheFleetFile() {
        String page = Pages.textOf(Path.of("../docs/fleet.md"));

        assertThat(entries().stream().flatMap(GlossaryTest::keys))
                .hasSizeGreaterThan(15)
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static Stream<String> keys(Entry entry) {
        return KEY.matcher(entry.keys()).results().map(key -> key.group(1));
    }

    private static List<Entry> entries() {
        return Pattern.compile("(?m)^\\| ([^|`]+) \\| ([^|]+) \\| ([^|]*)\\| ([^|]*)\\|$")
                .matcher(Pages.textOf(Path.of("../docs/glossary.md")))
                .results()
                .filter(row -> !row.group(1).equals("word"))
                .map(GlossaryTest::entry)
                .toList();
    }

    private static Entry entry(MatchResult row) {
        return new Entry(row.group(1), row.group(2), row.group(3));
    }
}
