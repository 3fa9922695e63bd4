// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventStreamParserTest {

    @Test
    void takesTheDataOfEachEvent() {
        assertThat(parse("data: {\"phase\":\"waiting\"}", "", "data:no space", "", "data:  two spaces", ""))
                .containsExactly("{\"phase\":\"waiting\"}", "no space", " two spaces");
    }

    @Test
    void joinsTheLinesOfOneEvent() {
        assertThat(parse("data: one", "data", "data: three", "")).containsExactly("one\n\nthree");
    }

    @Test
    void passesOverCommentsAndOtherFields() {
        assertThat(parse(":keepalive", "", "event: update", "id: 7", "retry: 100", ": c", "data: x", "datum: y", ""))
                .containsExactly("x");
    }

    @Test
    void anEventThatIsCutOffIsNone() {
        assertThat(parse("data: whole", "", "data: cut off")).containsExactly("whole");
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(parse("\uFEFFdata: x", "")).containsExactly("x");
    }

    @Test
    void anEventThatDoesNotEndFillsNoMemoryAndIsLeftOut() {
        EventStreamParser parser = new EventStreamParser();
        String kilobyte = "data:" + "x".repeat(1024);
        for (int i = 0; i < 3 * 1024; i++) {
            parser.accept(kilobyte);
        }

        assertThat(parser.accept("")).isEmpty();
        parser.accept("data: next");
        assertThat(parser.accept("")).contains("next");
    }

    private static List<String> parse(String... lines) {
        EventStreamParser parser = new EventStreamParser();
        return Stream.of(lines).map(parser::accept).flatMap(Optional::stream).toList();
    }
}
