// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartFitTest {
    @ParameterizedTest
    @CsvSource({"0.10.1, v1.33.2", "0.14.1, v1.33.0", "0.14.1, 1.36.2", "0.13.0, v1.34.1"})
    void oldChartsPassAFlagThatNewApiServersRefuse(String chart, String kubernetes) {
        assertThat(ChartFit.refusedFlags(chart, kubernetes)).containsExactly("--cloud-provider=external");
    }

    @ParameterizedTest
    @CsvSource({"0.10.1, v1.31.0", "0.14.1, v1.32.4", "0.15.0, v1.33.2", "0.16.0, v1.33.2", "1.0.0, v1.40.0"})
    void allOtherPairsFit(String chart, String kubernetes) {
        assertThat(ChartFit.refusedFlags(chart, kubernetes)).isEmpty();
    }

    @Test
    void whatIsNoVersionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChartFit.refusedFlags("newest", "v1.33.2"))
                .withMessageContaining("\"newest\"");
    }
}
