// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of charts, line by line. */
class ChartsTest {

    @ParameterizedTest
    @CsvSource({
        "0.10.1, 1.32.9, false",
        "0.10.1, v1.33.2, true",
        "0.14.1, 1.33.0, true",
        "0.15.0, 1.33.0, false",
        "0.16.0, 1.34.1, false",
        "0.9.0, 1.34.1, true",
    })
    void chartsUpTo0141PassAFlagThatKubernetes133DoesNotKnow(String chart, String kubernetes, boolean breaks) {
        assertThat(Charts.breaksApiServer(chart, kubernetes)).isEqualTo(breaks);
    }

    @ParameterizedTest
    @CsvSource({
        "0.10.1, 0.11.3, true",
        "0.10.1, 0.12.0, false",
        "0.11.0, 0.12.0, true",
        "0.16.0, 0.14.6, true",
    })
    void fromCapo012OnOldChartsAreNotServed(String chart, String capo, boolean served) {
        assertThat(Charts.served(chart, capo)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.31.0, v1.32.5, false",
        "v1.31.0, v1.33.2, true",
        "v1.31.0, v1.31.9, false",
        "v1.32.0, v1.31.9, false",
        "v1.33.0, v1.30.0, false",
    })
    void onlySkippingAMinorUpwardsIsRefused(String from, String to, boolean refused) {
        assertThat(Charts.skipsMinor(from, to)).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({"0.27.0, true", "0.10.1, true", "0.28.0, false", "9.9.9, false", "newest, false"})
    void theRepositoryEndsAt027(String chart, boolean published) {
        assertThat(Charts.published(chart)).isEqualTo(published);
    }
}
