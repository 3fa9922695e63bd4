// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,       0 ms",
        "PT0.25S,    250 ms",
        "PT41S,      41 s",
        "PT60S,      1 min",
        "PT61S,      1 min 1 s",
        "PT2H5M,     2 h 5 min",
        "PT2H0M9S,   2 h",
        "PT76H,      3 d 4 h",
        "P14D,       14 d",
        "PT-23H-17M, 23 h 17 min",
    })
    void saysTheTwoLargestUnitsThatMatter(Duration duration, String words) {
        assertThat(Text.of(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 days", "1, 1 day", "14, 14 days", "-1, -1 days"})
    void saysDays(long days, String words) {
        assertThat(Text.days(days)).isEqualTo(words);
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(Text.atMost(10, "1234567890")).isEqualTo("1234567890");
        assertThat(Text.atMost(10, "12345678901")).isEqualTo("12345678 …").hasSize(10);
        assertThat(Text.atMost(10, "1234567\uD83D\uDD25 and more")).isEqualTo("1234567 …");
    }

    @Test
    void constantsAreSaidInWords() {
        assertThat(Text.constant("REBUILD_BESIDE")).isEqualTo("rebuild beside");
    }
}
