// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "20s, PT20S",
        "90m, PT1H30M",
        "4h, PT4H",
        "1h30m, PT1H30M",
        "30d, PT720H",
        "1d2h3m4s5ms, PT26H3M4.005S"
    })
    void reads(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "1.5h", "30m1h", "-1h", "1 h", "1w"})
    void refuses(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + text + "` is not a duration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3650d1ms",
                "99999999999d",
                "999999999999999d",
                "99999999999999999999d",
                "3649d25h",
                "9223372036854775807ms"
            })
    void refusesMoreThanTenYears(String text) {
        assertThat(Durations.isTooLong(text)).isTrue();
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`" + text + "` is longer than 3650d, which is ten years");
    }

    @ParameterizedTest
    @CsvSource({"3650d, P3650D", "0000000000000000000005s, PT5S"})
    void readsUpToTenYears(String text, Duration duration) {
        assertThat(Durations.isTooLong(text)).isFalse();
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }
}
